"""Checks evidence bundles; written from docs/evidence.md alone, to see whether the page says enough.
A JSON line {"path", "fingerprint", "head"} on standard input is answered by a line [what fails, what is not checked]."""
import base64, bisect, functools, hashlib, json, pathlib, re, struct, subprocess, sys, tempfile, zipfile, zlib

CHECKS = "archive manifest signature files rows chain head fingerprint later-head".split()
HEX, TEXT = '"[0-9a-f]{64}"', r'"(?:[^"\\]|\\.)*"'
MANIFESTS = {"manifest.json": rf'{{"counts":{{.*"entries":\d+,"links":\d+,.*}},"files":\[(?:{{"bytes":\d+,"name":{TEXT},"rows":(?:\d+|null),"sha256":{HEX}}},?)*\],"filter":.*,"format":"teredo-fleet/evidence-bundle/v1","freshness":.*,"generatedAt":"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z","generatedBy":.*,"head":(?:null|{{"count":\d+,"hash":{HEX}}}),"installation":{TEXT},"interim":(?:true|false),"keyId":{HEX},"range":.*,"rollout":{{"id":{TEXT},"name":{TEXT}}},"scope":.*,"timeZone":.*}}',
    "manifest.sig.json": rf'{{"keys":\[(?:{{"acceptance":(?:null|{TEXT}),"keyId":{HEX},"publicKey":{TEXT},"signature":(?:null|{TEXT}),"statement":(?:null|{TEXT})}},?)*\],"publicKey":{TEXT},"signature":{TEXT}}}'}

def need(true):
    if not true: raise ValueError
def sha(data): return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
def canonical(value): return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
def attempt(work, *given):
    try: return work(*given)
    except Exception: return None
def raw(text, length):
    data = attempt(base64.b64decode, text)
    return data if data is not None and len(data) == length and base64.b64encode(data).decode() == text else None
def key_id(key): return sha(raw(key, 32)) if raw(key, 32) else None

@functools.cache
def fits(text, signature, key):
    key, signature = raw(key, 32), raw(signature, 64)
    if None in (key, signature): return False
    with tempfile.TemporaryDirectory() as folder:  # the bytes before the key are those of RFC 8410
        for name, data in zip("kst", (bytes.fromhex("302a300506032b6570032100") + key, signature, text.encode())): pathlib.Path(folder, name).write_bytes(data)
        return subprocess.run("openssl pkeyutl -verify -pubin -keyform DER -rawin -inkey k -sigfile s -in t".split(), cwd=folder, capture_output=True).returncode == 0

def need_fields(extra):  # sizes, times and owner; no other name
    while extra:
        kind, length = struct.unpack("<HH", extra[:4])
        need(kind in (0x1, 0xa, 0x5455, 0x7875) and len(extra) >= 4 + length)
        extra = extra[4 + length:]

def open_archive(data, archive):  # where each file of it ends; it is as strict as a bundle's, or this raises
    infos = archive.infolist()
    need(data[-22:-18] == b"PK\5\6" and data[-2:] == b"\0\0" and len({info.filename for info in infos}) == len(infos) <= 64)
    for info in infos:
        need_fields(info.extra)
        need(re.fullmatch("[a-z0-9][a-z0-9._-]{0,99}", info.orig_filename) and not info.comment and not info.volume and info.compress_type in (0, 8) and not info.flag_bits & ~0x80e and info.file_size <= max(2 ** 20, 200 * info.compress_size))
    starts = [info.header_offset for info in infos] + [archive.start_dir]
    need(starts == sorted({0, *starts}))
    return {info.filename: (info, end) for info, end in zip(infos, starts[1:])}

def content_of(data, info, until):
    at, sizes = info.header_offset + 30, (info.CRC, info.compress_size, info.file_size)
    mark, _, flags, method, _, _, crc, packed, size, name, extra = struct.unpack("<IHHHHHIIIHH", data[at - 30:at])
    need((mark, flags, method, data[at:at + name]) == (0x4034b50, info.flag_bits, info.compress_type, info.filename.encode()) and (flags & 8 or crc == info.CRC and (0xffffffff in (packed, size) or (crc, packed, size) == sizes)))
    begin, end, unzip = at + name + extra, at + name + extra + info.compress_size, zlib.decompressobj(-15)
    need_fields(data[at + name:begin])
    need(data[end:until] in ([mark + struct.pack(form, *sizes) for mark in (b"", b"PK\7\10") for form in ("<III", "<IQQ")] if flags & 8 else [b""]))
    content = unzip.decompress(data[begin:end], info.file_size + 1) if info.compress_type else data[begin:end]
    need((not info.compress_type or unzip.eof and not unzip.unused_data) and (zlib.crc32(content), len(content)) == sizes[::2])
    return content

def read_canonical(text, form): return json.loads(text) if re.fullmatch(form, text) and canonical(json.loads(text)) == text else None

def tied_keys(keys):
    tied = []
    for key, after in list(zip(keys, keys[1:] + [None]))[::-1]:
        if after:
            said, text = attempt(json.loads, after["statement"]) or {}, f"teredo-fleet/evidence-key/v1\n{after['statement']}"
            if [said.get("keyId"), said.get("previousKeyId")] != [after["keyId"], key["keyId"]]: break
            if not fits(text, after["signature"], key["publicKey"]) or not fits(text, after["acceptance"], after["publicKey"]): break
        if key_id(key["publicKey"]) != key["keyId"]: break
        tied.append(key["keyId"])
    return tied

def read_head(line, tied):
    told = attempt(json.loads, line)
    said = attempt(lambda: {str: json.loads(told["statement"])}[type(told["signature"] + told["publicKey"])])
    if not said or said.get("format") != "teredo-fleet/audit-head/v1": return "unreadable", None
    text = f"teredo-fleet/audit-head/v1\n{told['statement']}"
    if not fits(text, told["signature"], told["publicKey"]) or key_id(told["publicKey"]) != said["keyId"]: return "wrong-signature", None
    own = tied_keys(told.get("keys") or [])
    return (None if said["keyId"] in tied or said["keyId"] in own[:1] and set(own) & set(tied) else "another-key"), said

def rows_in(name, content):
    if name != "report.json": return content.removesuffix(b"\r\n").split(b"\r\n")[1:]
    lines = content.removesuffix(b"\n").split(b"\n") + [b"]}", b'"machines":[', b"]}"]
    first = lines.index(b'"machines":[') + 1
    return [line.removesuffix(b",") for line in lines[first:lines.index(b"]}", first)]]

def alike(one, other): return next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
def compare(old, new):
    first = alike(old, new)
    last = alike(old[first:][::-1], new[first:][::-1])
    places, pairs, gaps, runs = {}, [], {}, []
    for row in range(first, len(old) - last): places.setdefault(old[row], []).append(row)
    for at in range(first, len(new) - last):
        if places.get(new[at]): pairs.append((places[new[at]].pop(0), at))
        else: gaps.setdefault(len(pairs), []).append(at)
    rows, found = sorted(row for row, _ in pairs), []
    for row in sorted(sum(places.values(), [])):
        same = gaps.get(bisect.bisect_left(rows, row))
        found.append(f"changed {row + 1}" if same and same.pop(0) + 1 else f"missing {row + 1}")
    found += [f"added {at + 1}" for left in gaps.values() for at in left]
    longest = lambda some: max(some, key=lambda run: (len(run), -run[-1]), default=[])
    for row, _ in pairs: runs.append(longest(run for run in runs if run[-1] < row) + [row])
    stay = longest(runs)
    return found + [f"moved {row + 1}" for row, _ in pairs if row not in stay]

def read_chain(content, counts):
    first, *lines = content.decode().removesuffix("\n").split("\n")  # and at no other sign that ends a line
    start, faults, entries = json.loads(first), [], 0
    last, hashes = start["from"] - 1, {start["from"] - 1: start["before"]}
    link_form = rf'{{(?:"entry":.*,)?"entrySha256":{HEX},"hash":{HEX},"number":[1-9]\d*}}'
    head = lines.pop() if lines and not re.fullmatch(link_form, lines[-1]) else None
    need(all(re.fullmatch(link_form, line) for line in lines) and re.fullmatch(rf'{{"before":{HEX},"from":[1-9]\d*}}', first) and (head is None or type(json.loads(head)) is dict and canonical(json.loads(head)) == head))
    for line in lines:
        link, before = json.loads(line), last
        last, text = link["number"], f"teredo-fleet/audit-link/v1\n{link['number']}\n{hashes.get(before)}\n{link['entrySha256']}"
        if last <= before: faults.append(f"out-of-order {last}")
        elif last > before + 1: faults.append(f"link-missing {before + 1}")
        elif sha(text) != link["hash"]: faults.append(f"link-changed {last}")
        entry = line[9:line.rindex(',"entrySha256":')] if "entry" in link else None  # as it stands: the line is canonical
        entries += entry not in (None, "null")
        if entry == "null": faults.append(f"entry-missing {last}")
        elif entry and sha(entry) != link["entrySha256"]: faults.append(f"entry-changed {last}")
        hashes[last] = link["hash"]
    return faults + ["counts"] * ((len(lines), entries) != (counts["links"], counts["entries"])), hashes, last, head, len(lines)

def check(path, fingerprint, head):  # what fails, and what is not checked
    data = pathlib.Path(path).read_bytes()
    entries = attempt(lambda: open_archive(data, zipfile.ZipFile(path)))
    if entries is None: return ["archive archive"], CHECKS[1:]
    found = {name: attempt(content_of, data, *place) for name, place in entries.items() if not name.startswith("manifest.")}
    if gone := [name for name in MANIFESTS if name not in entries]: return [f"manifest missing {gone[0]}"], CHECKS[2:]
    texts = [attempt(lambda: content_of(data, *entries[name]).decode()) for name in MANIFESTS]
    manifest, signed = map(attempt, [read_canonical] * 2, texts, MANIFESTS.values())
    if None in (manifest, signed): return [f"manifest unreadable {list(MANIFESTS)[0 if manifest is None else 1]}"], CHECKS[2:]
    tied, key = tied_keys(signed["keys"]), manifest["keyId"]
    well = (signed["keys"] or [{}])[-1].get("publicKey") == signed["publicKey"] and key_id(signed["publicKey"]) == key and fits(f"teredo-fleet/evidence-bundle/v1\n{texts[0]}", signed["signature"], signed["publicKey"])
    listed, unchecked, faults = {file["name"]: file for file in manifest["files"]}, [], [] if well else ["signature wrong-signature manifest.json"]
    same = {name for name, file in listed.items() if found.get(name) is not None and (len(found[name]), sha(found[name])) == (file["bytes"], file["sha256"])}
    faults += [f"files {'changed' if name in entries else 'missing'} {name}" for name in listed if name not in same] + [f"files added {name}" for name in found if name not in listed]
    if "rows.jsonl" not in same: unchecked.append("rows")
    else:
        record = [json.loads(line) for line in found["rows.jsonl"].splitlines()]
        for name in (name for name in listed if name in entries and re.search("^report.json$|[.]csv$", name)):
            if found[name] is None: unchecked.append("rows"); continue
            new = [sha(row) for row in rows_in(name, found[name])]
            faults += ["rows {0} {2} {1}".format(*row.split(), name) for row in compare([row["sha256"] for row in record if row["file"] == name], new)]
    chain = attempt(read_chain, found["chain.jsonl"], manifest["counts"]) if found.get("chain.jsonl") is not None else ([], {}, None, None, 0)
    if chain is None: faults, chain = faults + ["chain unreadable chain.jsonl"], ([], {}, None, None, 0)
    wrong, hashes, last, line, links = chain
    faults += ["chain {0} chain.jsonl {1}".format(*fault.split(), "").strip() for fault in wrong]
    if not wrong and not links and "chain unreadable chain.jsonl" not in faults: unchecked.append("chain")
    code, said = read_head(line, tied) if line else (None, None)
    if line is None and (manifest["head"] is None or last is None): unchecked.append("head")
    elif code: faults.append(f"head {code.replace('unreadable', 'wrong-signature')} chain.jsonl")
    elif not said or not (said["count"], said["hash"]) == (last, hashes[last]) == (manifest["head"]["count"], manifest["head"]["hash"]): faults.append("head mismatch chain.jsonl")
    if not fingerprint or not well: unchecked.append("fingerprint")
    elif fingerprint not in tied: faults.append("fingerprint another-key")
    code, said = read_head(head, tied) if head else (None, None)
    if code: faults.append(f"later-head {code}")
    elif said and last is not None and said["count"] > last and said["at"] <= manifest["generatedAt"]: faults.append("later-head cut-off")
    elif not said or said["count"] not in hashes: unchecked.append("later-head")
    elif hashes[said["count"]] != said["hash"]: faults.append("later-head rewritten")
    return faults, unchecked

for question in map(json.loads, sys.stdin): print(json.dumps(check(question["path"], question["fingerprint"], question["head"])), flush=True)
