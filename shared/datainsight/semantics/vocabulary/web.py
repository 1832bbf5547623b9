"""Addresses, identifiers and names of the Internet."""

from datainsight.semantics.checksums import is_orcid
from datainsight.semantics.model import CODES, SemanticType, Strength

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = rf"(?:{_LABEL}\.)+[a-z]{{2,24}}"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
TYPES = (
    SemanticType(
        "email",
        Strength.PROOF,
        "e ?mails?|e ?mail address(?:es)?|mail|correo(?: electronico)?|courriel",
        rf"[a-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_DOMAIN}",
        is_pii=True,
        examples=("ada@example.com", "a.b+c@mail.example.co.uk"),
        counter_examples=("ada@", "@example.com", "a b@c.de"),
    ),
    SemanticType(
        "url",
        Strength.PROOF,
        "url|uri|link|website|web site|web ?page|homepage|href",
        rf"(?:(?:https?|ftp|s3|gs)://\S+|www\.{_DOMAIN}(?:[/?#]\S*)?|//{_DOMAIN}/\S*|{_DOMAIN}/\S+)",
        examples=("https://example.com/a?b=1", "www.example.org", "example.com/shop/1"),
        counter_examples=("example", "http:"),
    ),
    SemanticType(
        "uuid",
        Strength.PROOF,
        "uuid|guid",
        r"\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?",
        examples=("123e4567-e89b-12d3-a456-426614174000",),
        counter_examples=("123e4567-e89b-12d3-a456",),
    ),
    SemanticType(
        "ip_address",
        Strength.PROOF,
        "ip|ip address|ipv4|ipv6|remote addr",
        rf"(?:{_OCTET}\.){{3}}{_OCTET}(?:/\d{{1,2}})?|(?=.*:.*:)(?:[0-9a-f]{{0,4}}:){{2,7}}[0-9a-f]{{0,4}}",
        is_pii=True,
        examples=("192.168.0.1", "2001:db8::1"),
        counter_examples=("300.1.1.1", "12:30:15", "1.2.3"),
        check=lambda value: "." in value or "::" in value or value.count(":") == 7,
    ),
    SemanticType(
        "mac_address",
        Strength.PROOF,
        "mac|mac address|bssid",
        r"(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}",
        is_pii=True,
        examples=("00:1A:2B:3C:4D:5E", "001A.2B3C.4D5E"),
        counter_examples=("00:1A:2B",),
    ),
    SemanticType(
        "hash",
        Strength.PROOF,
        "hash|md5|sha ?1|sha ?256|sha ?512|checksum|digest|fingerprint",
        (
            r"(?=.*[a-f])(?=.*\d)(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|"
            "[0-9a-f]{96}|[0-9a-f]{128})"
        ),
        examples=("d41d8cd98f00b204e9800998ecf8427e",),
        counter_examples=("d41d8cd98f00b204",),
    ),
    SemanticType(
        "user_agent",
        Strength.PROOF,
        "user agent|ua string",
        r"(?:mozilla|opera|curl|wget|dalvik|python-requests|okhttp|lynx|safari|chrome)/\d.*",
        examples=("Mozilla/5.0 (X11; Linux x86_64)", "curl/8.5.0"),
        counter_examples=("Mozilla",),
    ),
    SemanticType(
        "mime_type",
        Strength.PROOF,
        "mime ?type|content type|media type",
        r"(?:application|audio|font|image|message|model|multipart|text|video)/[\w.+-]+(?:;.*)?",
        examples=("application/json", "text/html; charset=utf-8"),
        counter_examples=("json", "and/or"),
    ),
    SemanticType(
        "file_path",
        Strength.PROOF,
        "file ?path|path|file|file ?name|photo|image|attachment",
        (
            r"(?:[a-z]:\\|\\\\)[^<>|?*]+|(?:~|\.{1,2})?/(?:[^/\0\n<>]+/)+[^/\0\n<>]*|"
            r"[^\s\\/:*?\"<>|]+\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp|pdf|docx?|xlsx?|pptx?|csv|"
            "tsv|txt|json|xml|html?|zip|gz|tar|mp3|mp4|avi|mov|py|js|log)"
        ),
        examples=(r"C:\Users\a.txt", "/var/log/syslog", "photo_1.jpg"),
        counter_examples=("a/b", "3.14"),
    ),
    SemanticType(
        "doi",
        Strength.PROOF,
        "doi",
        r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.\d{4,9}/\S+",
        examples=("10.1000/182", "https://doi.org/10.1000/182"),
        counter_examples=("10.5", "11.1000/182"),
    ),
    SemanticType(
        "orcid",
        Strength.PROOF,
        "orcid|orcid id",
        r"(?:https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dx]",
        is_orcid,
        is_pii=True,
        examples=("0000-0002-1825-0097",),
        counter_examples=("0000-0002-1825-0098",),
    ),
    SemanticType(
        "email_domain",
        Strength.HINT,
        "e ?mail domain|mail domain",
        rf"@?{_DOMAIN}",
        examples=("example.com",),
        counter_examples=("a@example.com",),
    ),
    SemanticType(
        "domain_name",
        Strength.TELLING,
        "domain|domain name|host|host ?name|fqdn|site",
        _DOMAIN,
        lambda value: value.rpartition(".")[2].islower() and value.count(".") <= 4,
        examples=("example.com", "a.b.example.co.uk"),
        counter_examples=("e.g.", "Dr. No", "3.14"),
    ),
    SemanticType(
        "username",
        Strength.HINT,
        ("user ?name|login|login name|user login|screen name|handle|nick ?name|account name|user"),
        r"@?[\w.+-]{2,40}",
        is_pii=True,
        kinds=CODES,
        examples=("ada_l", "@grace"),
        counter_examples=("Ada Lovelace", "?"),
    ),
)
