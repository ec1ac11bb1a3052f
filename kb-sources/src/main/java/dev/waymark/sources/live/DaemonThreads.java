package dev.waymark.sources.live;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Named threads that don't keep the process alive. */
final class DaemonThreads {
  private DaemonThreads() {}

  /** A pool that shrinks to nothing when it has nothing to do. */
  static ThreadPoolExecutor pool(String name, int most) {
    var pool =
        new ThreadPoolExecutor(
            most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** A timer that forgets what is set after it was stopped. */
  static ScheduledThreadPoolExecutor timer(String name) {
    var timer = new ScheduledThreadPoolExecutor(1, factory(name));
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    return timer;
  }

  private static ThreadFactory factory(String name) {
    var number = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
