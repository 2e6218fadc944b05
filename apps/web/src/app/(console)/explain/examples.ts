interface Example {
  title: string;
  text: string;
}

/** Imitated outputs with documentation addresses, to try the page with. */
export const EXAMPLES: readonly Example[] = [
  {
    title: 'Server unreachable, in German',
    text: `C:\\>netsh interface teredo show state
Teredo-Parameter
---------------------------------------------
Typ                     : client
Servername              : teredo.example
Clientaktualisierung    : 30 Sekunden
Clientport              : unspecified
Status                  : offline
Fehler                  : primary server unreachable over UDP
`,
  },
  {
    title: 'Policy and registry',
    text: `C:\\>netsh interface teredo show state
Teredo Parameters
---------------------------------------------
Type                    : disabled (Group Policy)
Server Name             : teredo.example
Client Refresh Interval : 30 seconds
Client Port             : unspecified
State                   : offline
Error                   : none

C:\\>reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters

HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters
    DisabledComponents    REG_DWORD    0x28
`,
  },
  {
    title: 'Miredo on Linux',
    text: `$ ip -6 addr
9: teredo: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1280 qdisc fq_codel state UNKNOWN qlen 500
    inet6 2001:0:c000:201:1410:7050:34ff:8ee8/32 scope global
`,
  },
  { title: 'A Teredo address', text: '2001:0:c000:201:867:7ed:f5f5:a835' },
];
