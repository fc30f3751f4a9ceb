/*
 * Authoritative servers for an internet of any size, made up by rule from the question and the address it was sent to; nothing is stored. For load only:
 * one thread, UDP only, as much DNS as an audit at Core depth asks for. world.py writes the same world as zone files for real servers.
 *
 * Usage: answer DOMAINS HOSTS      (in a namespace where all of 20/8, 21/8, 22/8, 2a00::/16, 2a10::/16 and 2a20::/16 is local)
 *
 *   Root            22.0.1.1 2a20:1::1 22.0.2.1 2a20:2::1           a.root, b.root
 *   alpha (zone 1)  21.1.0.1 2a10:1:1::1 21.1.1.1 2a10:1:2::1       a.nic.alpha, b.nic.alpha
 *   beta (zone 2)   21.2.0.1 2a10:2:1::1 ... 21.2.2.1 2a10:2:3::1   a.nic.beta to c.nic.beta
 *   Host h          20.(h / 256).(h % 256).1 2a00:(h + 1)::1
 *   Domain n        dN, in alpha if n is even, else in beta; in-domain name servers ns1 on host n % HOSTS, ns2 on the host 1 + n / HOSTS % (HOSTS - 1) further on.
 *                   xN is the same, but ns2's IPv6 address is 2a0f::1, where nobody lives.
 */
#define _GNU_SOURCE
#include "rule.h"

#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#define BATCH 64

/* One recvmmsg and its answers, each sent from the address that was asked (the control message goes back as it came). */
static void serve(int fd, int family)
{
    static struct mmsghdr messages[BATCH];
    static struct iovec vectors[BATCH];
    static struct sockaddr_in6 peers[BATCH];
    static uint8_t bytes[BATCH][SIZE + 512];
    static union { struct cmsghdr align; uint8_t bytes[CMSG_SPACE(sizeof(struct in6_pktinfo))]; } control[BATCH];
    for (int i = 0; i < BATCH; i++) {
        vectors[i] = (struct iovec){ bytes[i], 512 };
        messages[i].msg_hdr = (struct msghdr){ &peers[i], sizeof peers[i], &vectors[i], 1, &control[i], sizeof control[i], 0 };
    }
    int ready = 0, received = recvmmsg(fd, messages, BATCH, MSG_DONTWAIT, NULL);
    for (int i = 0; i < received; i++) {
        struct cmsghdr *c = CMSG_FIRSTHDR(&messages[i].msg_hdr);
        if (!c)
            continue;
        struct in_pktinfo *info4 = (struct in_pktinfo *)CMSG_DATA(c);
        struct in6_pktinfo *info6 = (struct in6_pktinfo *)CMSG_DATA(c);
        size_t length = respond(bytes[i], messages[i].msg_len, family == AF_INET ? place_of(family, &info4->ipi_addr) : place_of(family, &info6->ipi6_addr));
        if (!length)
            continue;
        if (family == AF_INET) {
            info4->ipi_spec_dst = info4->ipi_addr;
            info4->ipi_ifindex = 0;
        } else {
            info6->ipi6_ifindex = 0;
        }
        vectors[i].iov_len = length;
        messages[ready++] = messages[i];
    }
    for (int done = 0, n; done < ready; done += n)
        if ((n = sendmmsg(fd, messages + done, ready - done, 0)) < 1)
            n = 1; /* that one is lost, as on any network */
}

static int listen_on(int family)
{
    const int on = 1, size = 4 << 20;
    int fd = socket(family, SOCK_DGRAM, 0);
    struct sockaddr_in any4 = { .sin_family = AF_INET, .sin_port = htons(53) };
    struct sockaddr_in6 any6 = { .sin6_family = AF_INET6, .sin6_port = htons(53) };
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
    if (family == AF_INET6) {
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
        setsockopt(fd, IPPROTO_IPV6, IPV6_FREEBIND, &on, sizeof on); /* answers go out from addresses that no interface has */
    }
    if (setsockopt(fd, family == AF_INET ? IPPROTO_IP : IPPROTO_IPV6, family == AF_INET ? IP_PKTINFO : IPV6_RECVPKTINFO, &on, sizeof on)
        || bind(fd, family == AF_INET ? (void *)&any4 : (void *)&any6, family == AF_INET ? sizeof any4 : sizeof any6)) {
        perror("answer: port 53");
        exit(2);
    }
    return fd;
}

int main(int argc, char **argv)
{
    domains = argc == 3 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
    hosts = argc == 3 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
    if (!domains || hosts < 2 || hosts > 65000) {
        fprintf(stderr, "usage: answer DOMAINS HOSTS   (HOSTS: 2 to 65000)\n");
        return 2;
    }
    struct pollfd fds[2] = { { listen_on(AF_INET), POLLIN, 0 }, { listen_on(AF_INET6), POLLIN, 0 } };
    for (;;) {
        if (poll(fds, 2, -1) < 0)
            return 1;
        if (fds[0].revents)
            serve(fds[0].fd, AF_INET);
        if (fds[1].revents)
            serve(fds[1].fd, AF_INET6);
    }
}
