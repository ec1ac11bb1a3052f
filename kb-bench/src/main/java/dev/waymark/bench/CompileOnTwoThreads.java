package dev.waymark.bench;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** P1-2: the throughput of two compiling threads against that of one. */
final class CompileOnTwoThreads implements Benchmark {
  @Override
  public String id() {
    return "P1-2";
  }

  @Override
  public String title() {
    return "compile entries on two threads, against one (throughput)";
  }

  @Override
  public Target target() {
    return Target.atLeast(1.7);
  }

  @Override
  public int warmUps() {
    return 2;
  }

  @Override
  public Rounds prepare() {
    return new Slices(new GeneratedEntries(), Executors.newFixedThreadPool(2));
  }

  private record Slices(GeneratedEntries entries, ExecutorService threads) implements Rounds {
    @Override
    public double round() throws Exception {
      List<String> texts = entries.nextSlice();
      long one = Stopwatch.nanos(() -> texts.forEach(GeneratedEntries::compile));
      long two = Stopwatch.nanos(() -> onBoth(texts));
      return (double) one / two;
    }

    private void onBoth(List<String> texts) throws Exception {
      int middle = texts.size() / 2;
      Future<?> first = compile(texts.subList(0, middle));
      Future<?> second = compile(texts.subList(middle, texts.size()));
      first.get();
      second.get();
    }

    private Future<?> compile(List<String> texts) {
      return threads.submit(() -> texts.forEach(GeneratedEntries::compile));
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
