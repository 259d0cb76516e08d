/* Preloaded into a process, it writes down every change to files below OPLOG_BELOW, in order, into
 * the file OPLOG: one record each, a header of five 64-bit numbers and then its bytes.
 *   gcc -shared -fPIC -o oplog.so oplog.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>

enum { OPEN = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK };

#define FDS 1024
static char known[FDS]; /* whether a descriptor is of a file that is watched */
static int out = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int watched(const char *path) {
    const char *below = getenv("OPLOG_BELOW");
    return below && path && strncmp(path, below, strlen(below)) == 0 && !strstr(path, "-shm");
}

static void note(int64_t op, int64_t fd, int64_t at, const void *a, int64_t na, const void *b, int64_t nb) {
    int64_t head[5] = {op, fd, at, na, nb};
    if (out < 0) out = REAL(open)(getenv("OPLOG"), O_WRONLY | O_APPEND | O_CREAT, 0600);
    REAL(write)(out, head, sizeof head);
    if (na) REAL(write)(out, a, na);
    if (nb) REAL(write)(out, b, nb);
}

static int opened(int fd, const char *path, int flags) {
    if (fd >= 0 && fd < FDS) {
        struct stat found;
        known[fd] = watched(path) && fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
        if (known[fd]) note(OPEN, fd, flags & O_TRUNC, path, strlen(path), 0, 0);
    }
    return fd;
}

static int mine(int fd) { return fd >= 0 && fd < FDS && known[fd]; }

#define MODE(flags) mode_t mode = 0; if ((flags) & O_CREAT) { va_list l; va_start(l, flags); mode = va_arg(l, int); va_end(l); }
int open(const char *p, int flags, ...) { MODE(flags) return opened(REAL(open)(p, flags, mode), p, flags); }
int open64(const char *p, int flags, ...) { MODE(flags) return opened(REAL(open64)(p, flags, mode), p, flags); }
int openat(int d, const char *p, int flags, ...) { MODE(flags) return opened(REAL(openat)(d, p, flags, mode), p, flags); }
int openat64(int d, const char *p, int flags, ...) { MODE(flags) return opened(REAL(openat64)(d, p, flags, mode), p, flags); }
int close(int fd) { if (fd >= 0 && fd < FDS) known[fd] = 0; return REAL(close)(fd); }

ssize_t write(int fd, const void *from, size_t n) {
    ssize_t done = REAL(write)(fd, from, n);
    if (mine(fd) && done > 0) note(WRITE, fd, lseek(fd, 0, SEEK_CUR) - done, from, done, 0, 0);
    return done;
}
ssize_t pwrite(int fd, const void *from, size_t n, off_t at) {
    ssize_t done = REAL(pwrite)(fd, from, n, at);
    if (mine(fd) && done > 0) note(WRITE, fd, at, from, done, 0, 0);
    return done;
}
ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) {
    ssize_t done = REAL(pwrite64)(fd, from, n, at);
    if (mine(fd) && done > 0) note(WRITE, fd, at, from, done, 0, 0);
    return done;
}
int ftruncate(int fd, off_t n) { int r = REAL(ftruncate)(fd, n); if (mine(fd) && !r) note(TRUNCATE, fd, n, 0, 0, 0, 0); return r; }
int ftruncate64(int fd, off64_t n) { int r = REAL(ftruncate64)(fd, n); if (mine(fd) && !r) note(TRUNCATE, fd, n, 0, 0, 0, 0); return r; }
int fsync(int fd) { int r = REAL(fsync)(fd); if (mine(fd) && !r) note(SYNC, fd, 0, 0, 0, 0, 0); return r; }
int fdatasync(int fd) { int r = REAL(fdatasync)(fd); if (mine(fd) && !r) note(SYNC, fd, 0, 0, 0, 0, 0); return r; }
int rename(const char *a, const char *b) {
    int r = REAL(rename)(a, b);
    if (!r && watched(b)) note(RENAME, 0, 0, a, strlen(a), b, strlen(b));
    return r;
}
int unlink(const char *p) { int r = REAL(unlink)(p); if (!r && watched(p)) note(UNLINK, 0, 0, p, strlen(p), 0, 0); return r; }
