/* The answers of the made-up internet that answer.c serves and describes. */
#define _GNU_SOURCE
#include "rule.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { A = 1, NS = 2, SOA = 6, AAAA = 28, OPT = 41 };
enum { ROOT_ZONE = 0, ALPHA = 1, BETA = 2 };
static const unsigned tld_servers[] = { 2, 2, 3 };
uint32_t domains, hosts;

/* The question, taken apart: up to four labels, the last one first. */
struct query {
    const uint8_t *labels[4];
    uint16_t offsets[4];
    unsigned count, type;
};

struct answer {
    uint8_t *start, *p;
    uint16_t counts[4];
};

struct place place_of(int family, const void *address)
{
    uint8_t b[16];
    memcpy(b, address, family == AF_INET ? 4 : 16);
    unsigned net = family == AF_INET ? b[0] : b[0] << 8 | b[1], low = b[2] << 8 | b[3];
    switch (net) {
    case 22: case 0x2a20: return (struct place){ IN_ROOT, 0 };
    case 21: return (struct place){ IN_TLD, b[1] };
    case 0x2a10: return (struct place){ IN_TLD, low };
    case 20: return (struct place){ AT_HOST, b[1] << 8 | b[2] };
    case 0x2a00: return (struct place){ AT_HOST, low - 1 };
    default: return (struct place){ NOWHERE, 0 };
    }
}

static int label_is(const uint8_t *label, const char *text)
{
    return label[0] == strlen(text) && !strncasecmp((const char *)label + 1, text, label[0]);
}

/* The question's length, or 0 if it is not one that is answered here. */
static size_t parse(const uint8_t *wire, size_t length, struct query *q)
{
    const uint8_t *labels[8];
    unsigned count = 0;
    size_t at = 12;
    while (at < length && wire[at]) {
        if (wire[at] > 63 || count == 8)
            return 0;
        labels[count++] = wire + at;
        at += wire[at] + 1u;
    }
    if (at + 5 > length)
        return 0;
    q->type = wire[at + 1] << 8 | wire[at + 2];
    q->count = count < 4 ? count : 4;
    for (unsigned i = 0; i < q->count; i++) {
        q->labels[i] = labels[count - 1 - i];
        q->offsets[i] = (uint16_t)(q->labels[i] - wire);
    }
    return at + 5;
}

static void put16(struct answer *r, unsigned value)
{
    *r->p++ = (uint8_t)(value >> 8);
    *r->p++ = (uint8_t)value;
}

/* A label, then a pointer (or the root where the offset is 0). */
static void put_name(struct answer *r, const char *label, unsigned offset)
{
    if (*label) {
        *r->p++ = (uint8_t)strlen(label);
        r->p = mempcpy(r->p, label, strlen(label));
    }
    if (offset)
        put16(r, 0xC000 | offset);
    else
        *r->p++ = 0;
}

/* Opens a record; its data is closed by end(). */
static uint8_t *begin(struct answer *r, int section, const char *label, unsigned owner, unsigned type)
{
    put_name(r, label, owner);
    put16(r, type);
    r->p = mempcpy(r->p, "\0\1\0\0\x0e\x10\0", 7); /* IN, 3600 */
    r->p++;
    r->counts[section]++;
    return r->p;
}

static void end(struct answer *r, uint8_t *data)
{
    data[-2] = (uint8_t)((r->p - data) >> 8);
    data[-1] = (uint8_t)(r->p - data);
}

static void put_ns(struct answer *r, int section, unsigned owner, const char *label, unsigned target)
{
    uint8_t *data = begin(r, section, "", owner, NS);
    put_name(r, label, target);
    end(r, data);
}

static void put_address(struct answer *r, int section, const char *label, unsigned owner, unsigned type, const uint8_t *bytes)
{
    uint8_t *data = begin(r, section, label, owner, type);
    r->p = mempcpy(r->p, bytes, type == A ? 4 : 16);
    end(r, data);
}

static void put_soa(struct answer *r, int section, unsigned owner)
{
    uint8_t *data = begin(r, section, "", owner, SOA);
    put_name(r, "ns1", owner);
    put_name(r, "hostmaster", owner);
    r->p = mempcpy(r->p, "\0\0\0\1\0\0\x1c\x20\0\0\x0e\x10\0\x12\x75\0\0\0\1\x2c", 20);
    end(r, data);
}

static void host_address(uint32_t host, unsigned type, uint8_t *out)
{
    memset(out, 0, 16);
    memcpy(out, type == A ? (uint8_t[]){ 20, (uint8_t)(host >> 8), (uint8_t)host, 1 } : (uint8_t[]){ 0x2a, 0, (uint8_t)((host + 1) >> 8), (uint8_t)(host + 1) }, 4);
    if (type == AAAA)
        out[15] = 1;
}

static void zone_address(unsigned zone, unsigned i, unsigned type, uint8_t *out)
{
    memset(out, 0, 16);
    if (zone == ROOT_ZONE)
        memcpy(out, type == A ? (uint8_t[]){ 22, 0, (uint8_t)(i + 1), 1 } : (uint8_t[]){ 0x2a, 0x20, 0, (uint8_t)(i + 1) }, 4);
    else
        memcpy(out, type == A ? (uint8_t[]){ 21, (uint8_t)zone, (uint8_t)i, 1 } : (uint8_t[]){ 0x2a, 0x10, 0, (uint8_t)zone, 0, (uint8_t)(i + 1) }, type == A ? 4 : 6);
    if (type == AAAA)
        out[15] = 1;
}

/* NS set of the root or a top-level domain with addresses; "apex" is where its name stands in the question. */
static void put_zone(struct answer *r, int section, unsigned zone, unsigned apex)
{
    uint16_t nic = 0;
    const unsigned types[] = { A, AAAA };
    for (unsigned i = 0; i < tld_servers[zone]; i++) {
        uint8_t *data = begin(r, section, "", apex, NS);
        *r->p++ = 1;
        *r->p++ = (uint8_t)('a' + i);
        uint16_t here = (uint16_t)(r->p - r->start);
        if (nic)
            put16(r, 0xC000 | nic);
        else
            put_name(r, zone == ROOT_ZONE ? "root" : "nic", apex);
        nic = nic ? nic : here;
        end(r, data);
    }
    for (unsigned i = 0; i < 2 * tld_servers[zone]; i++) {
        uint8_t bytes[16], label[] = { (uint8_t)('a' + i / 2), 0 };
        zone_address(zone, i / 2, types[i % 2], bytes);
        put_address(r, 3, (const char *)label, nic, types[i % 2], bytes);
    }
}

static void put_server(struct answer *r, int section, uint32_t number, int dead, unsigned which, unsigned type, const char *label, unsigned owner)
{
    static const uint8_t nobody[16] = { 0x2a, 0x0f, [15] = 1 };
    uint8_t bytes[16];
    uint32_t first = number % hosts;
    host_address(which == 1 ? first : (first + 1 + number / hosts % (hosts - 1)) % hosts, type, bytes);
    put_address(r, section, label, owner, type, dead && which == 2 && type == AAAA ? nobody : bytes);
}

static void put_delegation(struct answer *r, int section, uint32_t number, int dead, unsigned apex)
{
    put_ns(r, section, apex, "ns1", apex);
    put_ns(r, section, apex, "ns2", apex);
    for (unsigned i = 0; i < 4; i++)
        put_server(r, 3, number, dead, 1 + i / 2, i % 2 ? AAAA : A, i < 2 ? "ns1" : "ns2", apex);
}

/* Fills in sections; gives AA in bit 10 and the RCODE. */
static unsigned resolve(struct answer *r, const struct query *q, struct place place)
{
    unsigned zone = !q->count ? ROOT_ZONE : label_is(q->labels[0], "alpha") ? ALPHA : label_is(q->labels[0], "beta") ? BETA : 9;
    enum { AA = 1 << 10, REFUSED = 5, NXDOMAIN = 3 };
    if (place.kind == IN_ROOT && zone != 9) {
        if (zone != ROOT_ZONE)
            put_zone(r, 2, zone, q->offsets[0]);
        else if (q->type == NS)
            put_zone(r, 1, ROOT_ZONE, 0);
        else
            put_soa(r, q->type == SOA ? 1 : 2, 0);
        return zone == ROOT_ZONE ? AA : 0;
    }
    if (place.kind == IN_ROOT) {
        put_soa(r, 2, 0);
        return AA | NXDOMAIN;
    }
    if (place.kind == NOWHERE || zone == 9 || zone == ROOT_ZONE || (place.kind == IN_TLD && zone != place.number))
        return REFUSED;
    unsigned apex = q->offsets[0];
    if (place.kind == IN_TLD && q->count == 1) {
        if (q->type == NS)
            put_zone(r, 1, zone, apex);
        else
            put_soa(r, q->type == SOA ? 1 : 2, apex);
        return AA;
    }
    if (place.kind == IN_TLD && label_is(q->labels[1], "nic")) {
        unsigned i = q->count == 3 && q->labels[2][0] == 1 ? (q->labels[2][1] | 32) - 'a' : 99;
        uint8_t bytes[16];
        if (i < tld_servers[zone] && (q->type == A || q->type == AAAA)) {
            zone_address(zone, i, q->type, bytes);
            put_address(r, 1, "", q->offsets[2], q->type, bytes);
        } else {
            put_soa(r, 2, apex);
        }
        return AA | (q->count == 3 && i >= tld_servers[zone] ? NXDOMAIN : 0);
    }

    char digits[16] = "", *rest = digits;
    if (q->count > 1 && q->labels[1][0] > 1 && q->labels[1][0] < sizeof digits)
        memcpy(digits, q->labels[1] + 2, q->labels[1][0] - 1u);
    uint32_t number = (uint32_t)strtoul(digits, &rest, 10);
    int dead = rest > digits && (q->labels[1][1] | 32) == 'x';
    int exists = rest > digits && !*rest && number < domains && (dead || (q->labels[1][1] | 32) == 'd') && zone == (number % 2 ? BETA : ALPHA);
    if (place.kind == IN_TLD) {
        if (exists)
            put_delegation(r, 2, number, dead, q->offsets[1]);
        else
            put_soa(r, 2, apex);
        return exists ? 0 : AA | NXDOMAIN;
    }
    uint32_t first = number % hosts;
    if (!exists || (place.number != first && place.number != (first + 1 + number / hosts % (hosts - 1)) % hosts))
        return REFUSED;
    apex = q->offsets[1];
    unsigned which = q->count != 3 ? 0 : label_is(q->labels[2], "ns1") ? 1 : label_is(q->labels[2], "ns2") ? 2 : 9;
    if (q->count == 2 && q->type == NS)
        put_delegation(r, 1, number, dead, apex);
    else if (q->count == 2 && q->type == SOA)
        put_soa(r, 1, apex);
    else if ((which == 1 || which == 2) && (q->type == A || q->type == AAAA))
        put_server(r, 1, number, dead, which, q->type, "", q->offsets[2]);
    else
        put_soa(r, 2, apex);
    return AA | (q->count > 2 && which != 1 && which != 2 ? NXDOMAIN : 0);
}

size_t respond(uint8_t *wire, size_t length, struct place place)
{
    struct query q;
    size_t question = length < 12 || wire[2] & 0x80 ? 0 : parse(wire, length, &q);
    if (!question)
        return 0;
    int edns = wire[11] == 1 && length >= question + 11 && wire[question] == 0 && wire[question + 2] == OPT;
    uint8_t dnssec = edns ? wire[question + 7] & 0x80 : 0;
    struct answer r = { wire, wire + question, { 1, 0, 0, 0 } };
    unsigned flags = resolve(&r, &q, place) | 0x8000 | (wire[2] & 1) << 8;
    if (edns) {
        const uint8_t opt[] = { 0, 0, OPT, SIZE >> 8, SIZE & 255, 0, 0, dnssec, 0, 0, 0 };
        r.p = mempcpy(r.p, opt, sizeof opt);
        r.counts[3]++;
    }
    wire[2] = (uint8_t)(flags >> 8);
    wire[3] = (uint8_t)flags;
    for (unsigned i = 0; i < 4; i++) {
        wire[4 + 2 * i] = (uint8_t)(r.counts[i] >> 8);
        wire[5 + 2 * i] = (uint8_t)r.counts[i];
    }
    return (size_t)(r.p - wire);
}
