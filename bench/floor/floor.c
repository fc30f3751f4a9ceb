/*
 * The floor: what a bare sender gets out of this machine. One thread, one unconnected UDP socket per family, sendmmsg and recvmmsg,
 * a window of questions in flight. Nothing is parsed: an answer counts when its ID is in flight and it comes from the server that was asked.
 *
 * Usage: floor FILE COUNT WINDOW [MESSAGES]
 * MESSAGES a system call, 1 to 64; 64 unless given.
 * FILE has lines "ADDRESS NAME TYPE"; they are asked in order, over and over, until COUNT answers are in. As in an audit, SOA goes without EDNS and
 * everything else with it, NS with the DO bit.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH_MAX 64
#define QUESTION_MAX 320
#define ANSWER_MAX 4096
#define TIMEOUT 1.0
#define BUFFER (4 << 20)

struct question {
    struct sockaddr_in6 to; /* also holds a sockaddr_in */
    uint8_t family;         /* 0: IPv4, 1: IPv6 */
    uint16_t length;
    uint8_t wire[QUESTION_MAX];
};

struct slot {
    const struct question *question; /* NULL when free */
    double asked;
};

struct batch {
    struct mmsghdr messages[BATCH_MAX];
    struct iovec vectors[BATCH_MAX];
    struct sockaddr_in6 peers[BATCH_MAX];
    uint8_t bytes[BATCH_MAX][ANSWER_MAX];
    unsigned count;
};

static struct question *questions;
static size_t question_count;
static struct slot slots[65536];
static uint16_t free_ids[65536];
static unsigned free_count, window, batch_size = BATCH_MAX;
static int sockets[2];
static struct batch out[2], in;
static uint64_t answered, sent, resent;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void die(const char *what)
{
    perror(what);
    exit(2);
}

static uint16_t type_number(const char *text)
{
    static const struct { const char *text; uint16_t number; } types[] = { { "A", 1 }, { "NS", 2 }, { "SOA", 6 }, { "AAAA", 28 } };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcmp(text, types[i].text))
            return types[i].number;
    fprintf(stderr, "floor: unknown type %s\n", text);
    exit(2);
}

/* Header, question, and OPT with a payload size of 1232; the ID is filled in when it is sent. */
static uint16_t encode(uint8_t *wire, const char *name, uint16_t type)
{
    uint8_t *p = wire + 12;
    memset(wire, 0, 12);
    wire[5] = 1;
    while (*name) {
        size_t length = strcspn(name, ".");
        *p++ = (uint8_t)length;
        memcpy(p, name, length);
        p += length;
        name += length + (name[length] == '.');
    }
    const uint8_t tail[] = { 0, (uint8_t)(type >> 8), (uint8_t)type, 0, 1 };
    memcpy(p, tail, sizeof tail);
    p += sizeof tail;
    if (type != 6) {
        const uint8_t opt[] = { 0, 0, 41, 1232 >> 8, 1232 & 255, 0, 0, type == 2 ? 0x80 : 0, 0, 0, 0 };
        memcpy(p, opt, sizeof opt);
        p += sizeof opt;
        wire[11] = 1;
    }
    return (uint16_t)(p - wire);
}

static void read_questions(const char *path)
{
    char address[64], name[256], type[16];
    size_t room = 0;
    FILE *file = fopen(path, "r");
    if (!file)
        die(path);
    while (fscanf(file, "%63s %255s %15s", address, name, type) == 3) {
        if (question_count == room && !(questions = realloc(questions, (room = room ? 2 * room : 4096) * sizeof *questions)))
            die("realloc");
        struct question *q = &questions[question_count++];
        struct sockaddr_in *to4 = (struct sockaddr_in *)&q->to;
        memset(q, 0, sizeof *q);
        if (inet_pton(AF_INET, address, &to4->sin_addr) == 1) {
            to4->sin_family = AF_INET;
            to4->sin_port = htons(53);
        } else if (inet_pton(AF_INET6, address, &q->to.sin6_addr) == 1) {
            q->to.sin6_family = AF_INET6;
            q->to.sin6_port = htons(53);
            q->family = 1;
        } else {
            fprintf(stderr, "floor: bad address %s\n", address);
            exit(2);
        }
        q->length = encode(q->wire, name, type_number(type));
    }
    fclose(file);
    if (!question_count) {
        fprintf(stderr, "floor: %s holds no questions\n", path);
        exit(2);
    }
}

static int open_socket(int family)
{
    int size = BUFFER, fd = socket(family, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (fd < 0)
        die("socket");
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    return fd;
}

static void flush(int family)
{
    struct batch *b = &out[family];
    unsigned done = 0;
    while (done < b->count) {
        int n = sendmmsg(sockets[family], b->messages + done, b->count - done, 0);
        if (n > 0)
            done += n;
        else if (errno == EAGAIN || errno == ENOBUFS)
            poll(&(struct pollfd){ sockets[family], POLLOUT, 0 }, 1, 1);
        else
            die("sendmmsg");
    }
    b->count = 0;
}

static void ask(uint16_t id, double time)
{
    const struct question *q = slots[id].question;
    struct batch *b = &out[q->family];
    unsigned i = b->count++;
    slots[id].asked = time;
    memcpy(b->bytes[i], q->wire, q->length);
    b->bytes[i][0] = (uint8_t)(id >> 8);
    b->bytes[i][1] = (uint8_t)id;
    b->vectors[i] = (struct iovec){ b->bytes[i], q->length };
    b->messages[i].msg_hdr = (struct msghdr){ .msg_name = (void *)&q->to, .msg_namelen = q->family ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in),
        .msg_iov = &b->vectors[i], .msg_iovlen = 1 };
    if (b->count == batch_size)
        flush(q->family);
}

static int same_peer(const struct question *q, const struct sockaddr_in6 *from)
{
    const struct sockaddr_in *from4 = (const void *)from, *to4 = (const void *)&q->to;
    return q->family ? !memcmp(&from->sin6_addr, &q->to.sin6_addr, 16) && from->sin6_port == q->to.sin6_port
                     : from4->sin_addr.s_addr == to4->sin_addr.s_addr && from4->sin_port == to4->sin_port;
}

/* What one recvmmsg gives; the number of datagrams. */
static int receive(int family)
{
    for (int i = 0; i < (int)batch_size; i++) {
        in.vectors[i] = (struct iovec){ in.bytes[i], ANSWER_MAX };
        in.messages[i].msg_hdr = (struct msghdr){ .msg_name = &in.peers[i], .msg_namelen = sizeof in.peers[i], .msg_iov = &in.vectors[i], .msg_iovlen = 1 };
    }
    int n = recvmmsg(sockets[family], in.messages, batch_size, MSG_DONTWAIT, NULL);
    for (int i = 0; i < n; i++) {
        uint16_t id = (uint16_t)(in.bytes[i][0] << 8 | in.bytes[i][1]);
        struct slot *slot = &slots[id];
        if (in.messages[i].msg_len < 12 || !(in.bytes[i][2] & 0x80) || !slot->question || slot->question->family != family || !same_peer(slot->question, &in.peers[i]))
            continue;
        slot->question = NULL;
        free_ids[free_count++] = id;
        answered++;
    }
    return n < 0 ? 0 : n;
}

static void ask_again(double time)
{
    for (unsigned id = 0; id < window; id++)
        if (slots[id].question && time - slots[id].asked > TIMEOUT) {
            ask((uint16_t)id, time);
            resent++;
        }
}

static void run(uint64_t count)
{
    double looked = now();
    size_t next = 0;
    answered = sent = resent = 0;
    while (answered < count) {
        double time = now();
        for (; free_count && sent < count; sent++) {
            uint16_t id = free_ids[--free_count];
            slots[id].question = &questions[next];
            next = next + 1 == question_count ? 0 : next + 1;
            ask(id, time);
        }
        if (time - looked > TIMEOUT / 4) {
            ask_again(time);
            looked = time;
        }
        flush(0);
        flush(1);
        if (receive(0) + receive(1) == 0) {
            struct pollfd fds[2] = { { sockets[0], POLLIN, 0 }, { sockets[1], POLLIN, 0 } };
            poll(fds, 2, 50);
        }
    }
}

static double processor_time(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 5) {
        fprintf(stderr, "usage: floor FILE COUNT WINDOW [MESSAGES]\n");
        return 2;
    }
    uint64_t count = strtoull(argv[2], NULL, 10);
    window = (unsigned)strtoul(argv[3], NULL, 10);
    if (window < 1 || window > 65535) {
        fprintf(stderr, "floor: WINDOW is 1 to 65535\n");
        return 2;
    }
    if (argc == 5)
        batch_size = (unsigned)strtoul(argv[4], NULL, 10);
    if (batch_size < 1 || batch_size > BATCH_MAX) {
        fprintf(stderr, "floor: MESSAGES is 1 to %d\n", BATCH_MAX);
        return 2;
    }
    read_questions(argv[1]);
    sockets[0] = open_socket(AF_INET);
    sockets[1] = open_socket(AF_INET6);
    for (unsigned id = 0; id < window; id++)
        free_ids[free_count++] = (uint16_t)id;
    run(count < 20000 ? count : 20000); /* neighbours, routes and the servers' pages are warm then */
    double start = now(), cpu = processor_time();
    run(count);
    double seconds = now() - start;
    printf("%.0f questions/s, %.2f us processor time per question, %llu in %.2f s, %llu asked again\n",
        count / seconds, (processor_time() - cpu) / count * 1e6, (unsigned long long)count, seconds, (unsigned long long)resent);
    return 0;
}
