"""The system calls that a runner may not make, as a classic BPF program for seccomp; no library needed.

What is listed here is refused with EPERM, what is newer than this list does not exist (ENOSYS), and a call
through a foreign ABI kills the process.
"""

from __future__ import annotations

import struct

_X86 = """
fork=57 vfork=58 execve=59 execveat=322 kill=62 tkill=200 rt_sigqueueinfo=129 rt_tgsigqueueinfo=297
pidfd_open=434 pidfd_send_signal=424 pidfd_getfd=438 ptrace=101 process_vm_readv=310 process_vm_writev=311
process_madvise=440 kcmp=312 socket=41 connect=42 accept=43 accept4=288 bind=49 listen=50 socketpair=53
sendmsg=46 recvmsg=47 sendmmsg=307 recvmmsg=299 setsockopt=54 getsockopt=55 getpeername=52
mount=165 umount2=166 pivot_root=155 chroot=161 unshare=272 setns=308 open_tree=428 move_mount=429 fsopen=430
fsconfig=431 fsmount=432 fspick=433 mount_setattr=442 bpf=321 io_uring_setup=425 io_uring_enter=426
io_uring_register=427 keyctl=250 add_key=248 request_key=249 userfaultfd=323 perf_event_open=298
memfd_create=319
memfd_secret=447 shmget=29 shmat=30 shmctl=31 shmdt=67 semget=64 semop=65 semctl=66 semtimedop=220 msgget=68
msgsnd=69 msgrcv=70 msgctl=71 mq_open=240 mq_unlink=241 mq_timedsend=242 mq_timedreceive=243 mq_notify=244
mq_getsetattr=245 unlink=87 unlinkat=263 rename=82 renameat=264 renameat2=316 mkdir=83 mkdirat=258 rmdir=84
link=86 linkat=265 symlink=88 symlinkat=266 mknod=133 mknodat=259 chmod=90 fchmod=91 fchmodat=268
fchmodat2=452
chown=92 fchown=93 lchown=94 fchownat=260 truncate=76 ftruncate=77 fallocate=285 utime=132 utimes=235
futimesat=261 utimensat=280 setxattr=188 lsetxattr=189 fsetxattr=190 removexattr=197 lremovexattr=198
fremovexattr=199 setrlimit=160 setuid=105 setgid=106 setreuid=113 setregid=114 setgroups=116 setresuid=117
setresgid=119 setfsuid=122 setfsgid=123 capset=126 personality=135 sched_setparam=142 sched_setscheduler=144
sched_setaffinity=203 sched_setattr=314 setpriority=141 ioprio_set=251 setpgid=109 setsid=112 sethostname=170
setdomainname=171 reboot=169 kexec_load=246 kexec_file_load=320 init_module=175 delete_module=176
finit_module=313 swapon=167 swapoff=168 syslog=103 acct=163 settimeofday=164 clock_settime=227 adjtimex=159
clock_adjtime=305 quotactl=179 quotactl_fd=443 nfsservctl=180 name_to_handle_at=303 open_by_handle_at=304
lookup_dcookie=212 fanotify_init=300 fanotify_mark=301 inotify_init=253 inotify_init1=294
inotify_add_watch=254
vhangup=153 iopl=172 ioperm=173 modify_ldt=154 migrate_pages=256 move_pages=279 mbind=237 set_mempolicy=238
landlock_create_ruleset=444 landlock_add_rule=445 seccomp=317 splice=275 tee=276 vmsplice=278 timer_create=222
"""
_ARM = """
execve=221 execveat=281 kill=129 tkill=130 rt_sigqueueinfo=138 rt_tgsigqueueinfo=240 pidfd_open=434
pidfd_send_signal=424 pidfd_getfd=438 ptrace=117 process_vm_readv=270 process_vm_writev=271
process_madvise=440
kcmp=272 socket=198 connect=203 accept=202 accept4=242 bind=200 listen=201 socketpair=199 sendmsg=211
recvmsg=212
sendmmsg=269 recvmmsg=243 setsockopt=208 getsockopt=209 getpeername=205 mount=40 umount2=39 pivot_root=41
chroot=51 unshare=97 setns=268 open_tree=428 move_mount=429 fsopen=430 fsconfig=431 fsmount=432 fspick=433
mount_setattr=442 bpf=280 io_uring_setup=425 io_uring_enter=426 io_uring_register=427 keyctl=219 add_key=217
request_key=218 userfaultfd=282 perf_event_open=241 memfd_create=279 memfd_secret=447 shmget=194 shmat=196
shmctl=195 shmdt=197 semget=190 semop=193 semctl=191 semtimedop=192 msgget=186 msgsnd=189 msgrcv=188
msgctl=187
mq_open=180 mq_unlink=181 mq_timedsend=182 mq_timedreceive=183 mq_notify=184 mq_getsetattr=185 unlinkat=35
renameat=38 renameat2=276 mkdirat=34 linkat=37 symlinkat=36 mknodat=33 fchmod=52 fchmodat=53 fchmodat2=452
fchown=55 fchownat=54 truncate=45 ftruncate=46 fallocate=47 utimensat=88 setxattr=5 lsetxattr=6 fsetxattr=7
removexattr=14 lremovexattr=15 fremovexattr=16 setrlimit=164 setuid=146 setgid=144 setreuid=145 setregid=143
setgroups=159 setresuid=147 setresgid=149 setfsuid=151 setfsgid=152 capset=91 personality=92
sched_setparam=118
sched_setscheduler=119 sched_setaffinity=122 sched_setattr=274 setpriority=140 ioprio_set=30 setpgid=154
setsid=157 sethostname=161 setdomainname=162 reboot=142 kexec_load=104 kexec_file_load=294 init_module=105
delete_module=106 finit_module=273 swapon=224 swapoff=225 syslog=116 acct=89 settimeofday=170
clock_settime=112
adjtimex=171 clock_adjtime=266 quotactl=60 quotactl_fd=443 nfsservctl=42 name_to_handle_at=264
open_by_handle_at=265 lookup_dcookie=18 fanotify_init=262 fanotify_mark=263 inotify_init1=26
inotify_add_watch=27 vhangup=58 migrate_pages=238 move_pages=239 mbind=235 set_mempolicy=237
landlock_create_ruleset=444 landlock_add_rule=445 seccomp=277 splice=76 tee=77 vmsplice=75 timer_create=107
"""
# name: (audit architecture, refused calls, clone, prlimit64, tgkill, ioctl)
_MACHINES = {
    "x86_64": (0xC000003E, _X86, 56, 302, 234, 16),
    "aarch64": (0xC00000B7, _ARM, 220, 261, 131, 29),
}
_CLONE3, _NEWEST = 435, 470
_CLONE_THREAD = 0x00010000
_LOAD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS, _ENOTTY = 1, 38, 25
_NR, _ARCH, _ARG0 = 0, 4, 16

Instruction = tuple[int, int, int, int]


def _op(code: int, k: int, yes: int = 0, no: int = 0) -> Instruction:
    return code, yes, no, k


def _arg(index: int, high: bool = False) -> int:
    return _ARG0 + 8 * index + (4 if high else 0)


def _refuse(number: int, error: int) -> list[Instruction]:
    return [_op(_JEQ, number, 0, 1), _op(_RET, _ERRNO | error)]


def supported(machine: str) -> bool:
    """Whether there is a table for ``platform.machine()``."""
    return machine in _MACHINES


def program(machine: str, pid: int) -> bytes:
    """The filter for a runner whose own process id is ``pid``; raises KeyError for an unknown machine."""
    arch, table, clone, prlimit, tgkill, ioctl = _MACHINES[machine]
    out = [
        _op(_LOAD, _ARCH),
        _op(_JEQ, arch, 1, 0),
        _op(_RET, _KILL),
        _op(_LOAD, _NR),
        _op(_JGE, 0x40000000, 0, 1),  # the x32 ABI
        _op(_RET, _KILL),
        _op(_JGE, _NEWEST, 0, 1),
        _op(_RET, _ERRNO | _ENOSYS),
        *_refuse(_CLONE3, _ENOSYS),  # glibc falls back to clone, whose flags can be read
        *_refuse(ioctl, _ENOTTY),  # what isatty() expects
    ]
    # clone only for threads
    out += [_op(_JEQ, clone, 0, 4), _op(_LOAD, _arg(0)), _op(_JSET, _CLONE_THREAD, 1, 0)]
    out += [_op(_RET, _ERRNO | _EPERM), _op(_RET, _ALLOW)]
    # prlimit64 may read limits (new limit NULL), not set them
    out += [_op(_JEQ, prlimit, 0, 6), _op(_LOAD, _arg(2)), _op(_JEQ, 0, 0, 3), _op(_LOAD, _arg(2, True))]
    out += [_op(_JEQ, 0, 0, 1), _op(_RET, _ALLOW), _op(_RET, _ERRNO | _EPERM)]
    # tgkill only to itself (abort, threads)
    out += [_op(_JEQ, tgkill, 0, 4), _op(_LOAD, _arg(0)), _op(_JEQ, pid, 0, 1)]
    out += [_op(_RET, _ALLOW), _op(_RET, _ERRNO | _EPERM)]
    for pair in table.split():
        out += _refuse(int(pair.split("=")[1]), _EPERM)
    out.append(_op(_RET, _ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in out)


def pid_offset(machine: str) -> int:
    """Where in ``program`` the process id stands (4 bytes), so that a child can write its own."""
    one, two = program(machine, 0x11223344), program(machine, 0x55667788)
    return next(i for i in range(len(one)) if one[i] != two[i])
