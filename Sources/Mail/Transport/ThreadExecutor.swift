#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// One thread of its own for an actor that talks to a server.
///
/// What such an actor does blocks: it waits for the network. On Swift's
/// shared pool that would starve everything else, as the pool has only as
/// many threads as the machine has cores. The thread ends with the actor.
final class ThreadExecutor: SerialExecutor {
    private let jobs = JobQueue()

    init() {
        let jobs = self.jobs
        startThread { jobs.run() }
    }

    deinit { jobs.finish() }

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.add(UnownedJob(job), on: asUnownedSerialExecutor())
    }
}

/// Starts a detached thread on which SIGPIPE is blocked: writing to a
/// connection that the server has closed must be an error, not the end.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body)).toOpaque()
    #if canImport(Darwin)
        var thread: pthread_t?
        let made = pthread_create(&thread, nil, { raw in runThread(raw) }, box)
        if made == 0, let thread { pthread_detach(thread) }
    #else
        var thread = pthread_t()
        let made = pthread_create(&thread, nil, { raw in raw.map(runThread) ?? nil }, box)
        if made == 0 { pthread_detach(thread) }
    #endif
    precondition(made == 0, "no thread for a mail connection: the system is out of threads")

    func runThread(_ raw: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, nil)
        Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
        return nil
    }
}

/// The jobs that wait for the thread, oldest first.
///
/// `@unchecked`: every stored value is read and written under the mutex.
private final class JobQueue: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let arrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var waiting: [(job: UnownedJob, executor: UnownedSerialExecutor)] = []
    private var finished = false

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(arrived, nil)
    }

    deinit {
        pthread_cond_destroy(arrived)
        pthread_mutex_destroy(mutex)
        arrived.deallocate()
        mutex.deallocate()
    }

    func add(_ job: UnownedJob, on executor: UnownedSerialExecutor) {
        pthread_mutex_lock(mutex)
        waiting.append((job, executor))
        pthread_cond_signal(arrived)
        pthread_mutex_unlock(mutex)
    }

    func finish() {
        pthread_mutex_lock(mutex)
        finished = true
        pthread_cond_signal(arrived)
        pthread_mutex_unlock(mutex)
    }

    func run() {
        while true {
            let batch = next()
            guard !batch.isEmpty else { return }
            for entry in batch { entry.job.runSynchronously(on: entry.executor) }
        }
    }

    /// What waits, all of it; empty once the executor is gone.
    private func next() -> [(job: UnownedJob, executor: UnownedSerialExecutor)] {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while waiting.isEmpty && !finished { pthread_cond_wait(arrived, mutex) }
        defer { waiting.removeAll() }
        return waiting
    }
}
