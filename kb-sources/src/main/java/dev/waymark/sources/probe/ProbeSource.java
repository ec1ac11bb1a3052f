package dev.waymark.sources.probe;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Table;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.probe.DnsFence;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.fence.probe.TcpFence;
import dev.waymark.runbooks.fence.probe.TlsFence;
import dev.waymark.runbooks.query.QuerySource;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;

/** Answers {@code http}, {@code tls}, {@code dns} and {@code tcp} fences from this machine. */
public final class ProbeSource implements QuerySource, AutoCloseable {
  /** The fences that it answers. */
  public static final Set<FenceKind> KINDS =
      Set.of(HttpFence.KIND, TlsFence.KIND, DnsFence.KIND, TcpFence.KIND);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Map<FenceKind, Probe> probes;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock;

  /** Probes that use the machine's name servers and the JDK's trusted certificates. */
  public ProbeSource(ProbePolicy policy, Clock clock) {
    this(policy, clock, SystemDefaultDnsResolver.INSTANCE, new ExtendedResolver(), null);
  }

  /**
   * @param trusted the issuers to trust; the JDK's where null
   */
  ProbeSource(
      ProbePolicy policy,
      Clock clock,
      DnsResolver addresses,
      Resolver names,
      @Nullable KeyStore trusted) {
    this.clock = clock;
    var resolver = new GuardedResolver(policy, addresses);
    var connections = new ProbeConnections(policy, resolver);
    X509TrustManager trust = trust(trusted);
    this.probes =
        Map.of(
            HttpFence.KIND, new HttpProbe(policy, resolver, context(trust)),
            TlsFence.KIND, new TlsProbe(connections, trust, clock),
            DnsFence.KIND, new DnsProbe(policy, names),
            TcpFence.KIND, new TcpProbe(connections));
  }

  @Override
  public Answer ask(Request.Ask request) {
    Probe probe = probes.get(request.query().kind());
    Instant at = clock.instant();
    if (probe == null) {
      return new Answer.Failed(
          FailureKind.NO_SOURCE,
          "This isn't a probe",
          "Look by hand, then take a branch and say why.",
          Provenance.offline("probe", false, at));
    }
    return new Asking(request, probe, at).answer();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** One question, on a thread of its own: a look-up of a name can't be interrupted. */
  private final class Asking {
    private final Request.Ask request;
    private final Probe probe;
    private final Instant at;
    private final ElapsedTime took = new ElapsedTime();
    private final ProbeDeadline deadline;

    Asking(Request.Ask request, Probe probe, Instant at) {
      this.request = request;
      this.probe = probe;
      this.at = at;
      this.deadline =
          new ProbeDeadline(
              Optional.ofNullable(request.query().options().get("timeout"))
                  .flatMap(Timespan::parse)
                  .orElse(TIMEOUT));
    }

    Answer answer() {
      Future<Probe.Reply> future = threads.submit(() -> probe.ask(request.query(), deadline));
      try {
        return answer(future.get(deadline.millisLeft() + 500L, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        return failed(
            FailureKind.TIMED_OUT,
            "Nothing came back within " + deadline.length().toSeconds() + " s",
            "Ask again, or look from another machine.");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return failed(FailureKind.CANCELLED, "The probe was given up", "Ask again when you like.");
      } catch (ExecutionException e) {
        return failed(e.getCause());
      } finally {
        deadline.close();
        future.cancel(true);
      }
    }

    private Answer answer(Probe.Reply reply) {
      BoundQuery query = request.query();
      Table table =
          new Table(
              FenceTypes.of(query.kind()).columns(query.text(), Placeholders.none()).orElseThrow(),
              reply.rows());
      return reply
          .cut()
          .<Answer>map(why -> new Answer.Partial(table, why, provenance()))
          .orElseGet(() -> new Answer.Complete(table, provenance()));
    }

    private Answer failed(@Nullable Throwable cause) {
      if (cause instanceof ForbiddenTarget forbidden) {
        return failed(
            FailureKind.REFUSED,
            "Not asked: " + forbidden.getMessage(),
            "Whoever runs Waymark here may allow it there; else look from a machine that may.");
      }
      if (cause instanceof ProbeException unanswered) {
        return failed(
            unanswered.kind(), String.valueOf(unanswered.getMessage()), unanswered.hint());
      }
      return failed(
          FailureKind.UNREACHABLE,
          "The probe broke off: " + cause,
          "Look by hand, then take a branch and say why.");
    }

    private Answer failed(FailureKind kind, String message, String hint) {
      return new Answer.Failed(kind, message, hint, provenance());
    }

    private Provenance provenance() {
      return new Provenance(
          "this machine's network",
          false,
          at,
          Duration.ofMillis(took.millis()),
          Optional.of(
              new LiveCall(
                  probe.target(request.query()), Optional.empty(), Optional.empty(), Map.of(), 1)));
    }
  }

  private static X509TrustManager trust(@Nullable KeyStore trusted) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return Stream.of(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK trusts nobody", e);
    }
  }

  private static SSLContext context(X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }
}
