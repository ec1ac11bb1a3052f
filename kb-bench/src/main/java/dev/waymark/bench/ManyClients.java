package dev.waymark.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** P4: the throughput of steps from many clients at once against as many that insert. */
final class ManyClients implements Benchmark {
  private static final int CLIENTS = 16;

  @Override
  public String id() {
    return "P4";
  }

  @Override
  public String title() {
    return "durable steps through HTTP, throughput of 16 clients, against 16 bare connections";
  }

  @Override
  public Target target() {
    return Target.atLeast(0.2);
  }

  @Override
  public int warmUps() {
    return 24;
  }

  @Override
  public Rounds prepare() throws Exception {
    MeasuredServer server = MeasuredServer.start();
    List<KeepAliveConnection> clients = new ArrayList<>();
    List<BareInserts> inserts = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      clients.add(server.connect());
      inserts.add(new BareInserts(server));
    }
    return new Crowd(server, clients, inserts, Executors.newFixedThreadPool(CLIENTS));
  }

  private record Crowd(
      MeasuredServer server,
      List<KeepAliveConnection> clients,
      List<BareInserts> inserts,
      ExecutorService threads)
      implements Rounds {
    /** There and back, so that each run is at a branch again. */
    private static final int CIRCLES = 20;

    @Override
    public double round() throws Exception {
      List<Callable<Void>> steps = new ArrayList<>();
      for (KeepAliveConnection client : clients) {
        MeasuredServer.Walk walk = server.walk(client);
        steps.add(() -> circle(walk));
      }
      double ours = nanosOfAll(steps);
      double bare = nanosOfAll(inserts.stream().<Callable<Void>>map(Crowd::asMany).toList());
      return bare / ours;
    }

    private static Void circle(MeasuredServer.Walk walk) throws IOException {
      for (int i = 0; i < CIRCLES; i++) {
        walk.takeBranch();
        walk.onceMore();
      }
      return null;
    }

    private static Callable<Void> asMany(BareInserts inserts) {
      return () -> insert(inserts);
    }

    private static Void insert(BareInserts inserts) throws SQLException {
      for (int i = 0; i < 2 * CIRCLES; i++) {
        inserts.insert();
      }
      return null;
    }

    private double nanosOfAll(List<Callable<Void>> work) throws Exception {
      long start = System.nanoTime();
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
      return System.nanoTime() - start;
    }

    @Override
    public void close() throws IOException {
      threads.shutdownNow();
      for (BareInserts bare : inserts) {
        bare.close();
      }
      for (KeepAliveConnection client : clients) {
        client.close();
      }
      server.close();
    }
  }
}
