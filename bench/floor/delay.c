/*
 * A delay line for kernels without netem: a TUN device in each of two network namespaces; what goes into one comes out of the other so many milliseconds later.
 *
 * Usage: delay NAMESPACE DEVICE NAMESPACE DEVICE MILLISECONDS       (each way; the devices are created, and go with the process)
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define PACKET 2048
#define QUEUE 65536 /* packets on the way in each direction; more are dropped */

struct packet {
    int64_t due; /* ns */
    uint32_t length;
    uint8_t bytes[PACKET];
};

struct direction {
    struct packet *packets;
    uint32_t head, tail; /* free-running */
};

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void die(const char *what)
{
    perror(what);
    exit(2);
}

static int open_tun(const char *name, const char *device)
{
    char path[128];
    struct ifreq request = { .ifr_flags = IFF_TUN | IFF_NO_PI };
    snprintf(path, sizeof path, "/run/netns/%s", name);
    int ns = open(path, O_RDONLY | O_CLOEXEC);
    if (ns < 0 || setns(ns, CLONE_NEWNET))
        die(path);
    close(ns);
    int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        die("/dev/net/tun");
    strncpy(request.ifr_name, device, IFNAMSIZ - 1);
    if (ioctl(fd, TUNSETIFF, &request))
        die("TUNSETIFF");
    return fd;
}

static void take_in(int fd, struct direction *d, int64_t delay)
{
    while (d->tail - d->head < QUEUE) {
        struct packet *p = &d->packets[d->tail % QUEUE];
        ssize_t n = read(fd, p->bytes, PACKET);
        if (n <= 0)
            return;
        p->length = (uint32_t)n;
        p->due = now() + delay;
        d->tail++;
    }
}

static void let_out(int fd, struct direction *d)
{
    for (int64_t time = now(); d->head != d->tail && d->packets[d->head % QUEUE].due <= time; d->head++) {
        struct packet *p = &d->packets[d->head % QUEUE];
        if (write(fd, p->bytes, p->length) < 0 && errno != EINVAL && errno != EIO && errno != ENOBUFS && errno != EAGAIN)
            die("write");
    }
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fprintf(stderr, "usage: delay NAMESPACE DEVICE NAMESPACE DEVICE MILLISECONDS\n");
        return 2;
    }
    int tun[2] = { open_tun(argv[1], argv[2]), open_tun(argv[3], argv[4]) }, timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    int64_t delay = (int64_t)(atof(argv[5]) * 1e6);
    struct direction ways[2] = { { calloc(QUEUE, sizeof(struct packet)), 0, 0 }, { calloc(QUEUE, sizeof(struct packet)), 0, 0 } };
    if (!ways[0].packets || !ways[1].packets || timer < 0)
        die("start");
    struct pollfd fds[3] = { { tun[0], POLLIN, 0 }, { tun[1], POLLIN, 0 }, { timer, POLLIN, 0 } };
    for (;;) {
        /* The timer stands at the next packet's time: poll's own time-out is too coarse. */
        int64_t next = 0;
        for (int i = 0; i < 2; i++)
            if (ways[i].head != ways[i].tail && (!next || ways[i].packets[ways[i].head % QUEUE].due < next))
                next = ways[i].packets[ways[i].head % QUEUE].due;
        struct itimerspec at = { .it_value = { next / 1000000000, next % 1000000000 } };
        timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL);
        if (poll(fds, 3, -1) < 0 && errno != EINTR)
            die("poll");
        for (int i = 0; i < 2; i++) {
            if (fds[i].revents)
                take_in(tun[i], &ways[i], delay);
            let_out(tun[1 - i], &ways[i]);
        }
    }
}
