/*
 * A Windows program that stands in for one of Windows' own: it asks a listener on this machine what to answer, under the
 * name it was started by, changes the registry as it is told, prints and ends. C:\stand-in.port names the port.
 *
 * Request: count, then each argument, the program's name first, as length and UTF-8. Answer: records of kind, length and
 * bytes; the listener closes the connection behind the last. Numbers have four bytes, the lowest first.
 *
 *   O  bytes for the standard output
 *   E  exit code, a number
 *   K  key in UTF-16, to be made          S  key, name and text, each ended by a zero, in UTF-16
 *   D  key, name and number, as texts     X  key and name of a value to remove       Z  key to remove
 *   P  nothing: Wine's own program of this name is to answer
 */
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CANNOT_ASK 9009

static int readPort(void) {
    char text[16] = {0};
    FILE *file = fopen("C:\\stand-in.port", "rb");
    if (file == NULL) return 0;
    fread(text, 1, sizeof text - 1, file);
    fclose(file);
    return atoi(text);
}

static int sendAll(SOCKET socket, const void *bytes, int count) {
    const char *next = bytes;
    while (count > 0) {
        int sent = send(socket, next, count, 0);
        if (sent <= 0) return 0;
        next += sent;
        count -= sent;
    }
    return 1;
}

static int receiveAll(SOCKET socket, void *bytes, int count) {
    char *next = bytes;
    while (count > 0) {
        int received = recv(socket, next, count, 0);
        if (received <= 0) return 0;
        next += received;
        count -= received;
    }
    return 1;
}

static int sendText(SOCKET socket, const WCHAR *text) {
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *bytes = malloc(size);
    int sent;
    WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, size, NULL, NULL);
    size -= 1;
    sent = sendAll(socket, &size, 4) && sendAll(socket, bytes, size);
    free(bytes);
    return sent;
}

/* The program's own name, without its folder and the ending. */
static void ownName(WCHAR *name, int capacity) {
    WCHAR path[MAX_PATH];
    WCHAR *start;
    GetModuleFileNameW(NULL, path, MAX_PATH);
    start = wcsrchr(path, L'\\');
    wcsncpy(name, start == NULL ? path : start + 1, capacity - 1);
    name[capacity - 1] = 0;
    start = wcsrchr(name, L'.');
    if (start != NULL) *start = 0;
}

static int ask(SOCKET socket) {
    int count, index, sent;
    WCHAR name[64];
    WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
    ownName(name, 64);
    sent = sendAll(socket, &count, 4) && sendText(socket, name);
    for (index = 1; index < count; index += 1) sent = sent && sendText(socket, words[index]);
    return sent;
}

/* A key by the hive that its path begins with. */
static HKEY hiveOf(const WCHAR **path) {
    HKEY hive = _wcsnicmp(*path, L"HKU\\", 4) == 0 ? HKEY_USERS : HKEY_LOCAL_MACHINE;
    *path += hive == HKEY_USERS ? 4 : 5;
    return hive;
}

static void changeRegistry(char kind, const WCHAR *path) {
    const WCHAR *name = path + wcslen(path) + 1;
    HKEY hive = hiveOf(&path);
    HKEY key;
    if (kind == 'Z') {
        RegDeleteKeyW(hive, path);
        return;
    }
    if (RegCreateKeyExW(hive, path, 0, NULL, 0, KEY_WRITE, NULL, &key, NULL) != ERROR_SUCCESS) return;
    if (kind == 'X') RegDeleteValueW(key, name);
    if (kind == 'S') {
        const WCHAR *text = name + wcslen(name) + 1;
        RegSetValueExW(key, name, 0, REG_SZ, (const BYTE *)text, (DWORD)((wcslen(text) + 1) * sizeof(WCHAR)));
    }
    if (kind == 'D') {
        DWORD number = wcstoul(name + wcslen(name) + 1, NULL, 10);
        RegSetValueExW(key, name, 0, REG_DWORD, (const BYTE *)&number, sizeof number);
    }
    RegCloseKey(key);
}

static void print(const char *bytes, int count) {
    DWORD written;
    HANDLE output = GetStdHandle(STD_OUTPUT_HANDLE);
    while (count > 0 && WriteFile(output, bytes, count, &written, NULL) && written > 0) {
        bytes += written;
        count -= written;
    }
}

/* Runs Wine's own program in the place of this one: it lies beside it as wine-NAME.exe. */
static int passOn(void) {
    STARTUPINFOW startup = {sizeof startup};
    PROCESS_INFORMATION process;
    WCHAR path[MAX_PATH + 8];
    WCHAR name[64];
    DWORD exitCode = CANNOT_ASK;
    GetModuleFileNameW(NULL, path, MAX_PATH);
    ownName(name, 64);
    wsprintfW(wcsrchr(path, L'\\') + 1, L"wine-%s.exe", name);
    if (!CreateProcessW(path, GetCommandLineW(), NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process)) return CANNOT_ASK;
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &exitCode);
    return (int)exitCode;
}

/* Does what each record says; the exit code of the last that has one. */
static int obey(SOCKET socket) {
    int exitCode = CANNOT_ASK;
    char kind;
    int size;
    while (receiveAll(socket, &kind, 1) && receiveAll(socket, &size, 4)) {
        /* Ended by two zeros, so that a text always ends. */
        char *bytes = calloc(1, size + 4);
        if (!receiveAll(socket, bytes, size)) {
            free(bytes);
            break;
        }
        if (kind == 'O') print(bytes, size);
        else if (kind == 'E') memcpy(&exitCode, bytes, 4);
        else if (kind == 'P') exitCode = passOn();
        else changeRegistry(kind, (const WCHAR *)bytes);
        free(bytes);
    }
    return exitCode;
}

int main(void) {
    WSADATA data;
    SOCKET socketToAsk;
    struct sockaddr_in address = {0};
    int exitCode = CANNOT_ASK;
    WSAStartup(MAKEWORD(2, 2), &data);
    socketToAsk = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    address.sin_family = AF_INET;
    address.sin_port = htons((u_short)readPort());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socketToAsk, (struct sockaddr *)&address, sizeof address) == 0 && ask(socketToAsk)) exitCode = obey(socketToAsk);
    closesocket(socketToAsk);
    return exitCode;
}
