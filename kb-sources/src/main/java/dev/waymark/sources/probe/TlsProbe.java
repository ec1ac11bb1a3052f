package dev.waymark.sources.probe;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.probe.HostAndPort;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/** A handshake, whatever its certificate is worth, and what its certificate is worth. */
final class TlsProbe implements Probe {
  private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

  private final ProbeConnections connections;
  private final X509TrustManager trust;
  private final Clock clock;

  TlsProbe(ProbeConnections connections, X509TrustManager trust, Clock clock) {
    this.connections = connections;
    this.trust = trust;
    this.clock = clock;
  }

  @Override
  public Reply ask(BoundQuery query, ProbeDeadline deadline)
      throws ForbiddenTarget, ProbeException {
    HostAndPort target =
        ProbeException.unless(HostAndPort.readTls(query.text(), Placeholders.none()));
    try (Socket plain = connections.open(target, deadline)) {
      return Reply.of(handshake(plain, target, deadline));
    } catch (ForbiddenTarget e) {
      throw e;
    } catch (IOException e) {
      return Reply.of(failed(NetworkError.text(e, deadline)));
    }
  }

  @Override
  public String target(BoundQuery query) {
    return query.text().strip();
  }

  private Row handshake(Socket plain, HostAndPort target, ProbeDeadline deadline)
      throws IOException {
    var seen = new SeenCertificates();
    try (SSLSocket socket =
        (SSLSocket)
            context(seen)
                .getSocketFactory()
                .createSocket(plain, target.host(), target.port(), true)) {
      if (!target.isAddress()) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(target.host())));
        socket.setSSLParameters(parameters);
      }
      socket.setSoTimeout(deadline.millisLeft());
      socket.startHandshake();
      return row(seen, target, socket.getSession().getProtocol(), "");
    } catch (IOException e) {
      return seen.chain().isEmpty()
          ? failed(NetworkError.text(e, deadline))
          : row(seen, target, "", NetworkError.text(e, deadline));
    } catch (IllegalArgumentException e) {
      return failed("`" + target.host() + "` can't be asked for by name");
    }
  }

  private Row row(SeenCertificates seen, HostAndPort target, String protocol, String error) {
    List<X509Certificate> chain = seen.chain();
    X509Certificate leaf = chain.get(0);
    Instant end = leaf.getNotAfter().toInstant();
    long days = Math.floorDiv(Duration.between(clock.instant(), end).toSeconds(), SECONDS_A_DAY);
    return Row.of(
        isTrusted(seen),
        matches(target.host(), leaf),
        end,
        days,
        leaf.getIssuerX500Principal().toString(),
        chain.stream().map(TlsProbe::commonName).toList(),
        protocol,
        error);
  }

  private static Row failed(String error) {
    return Row.of(false, false, null, null, "", List.of(), "", error);
  }

  private boolean isTrusted(SeenCertificates seen) {
    try {
      trust.checkServerTrusted(seen.chain().toArray(X509Certificate[]::new), seen.authentication());
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private static boolean matches(String host, X509Certificate leaf) {
    try {
      new DefaultHostnameVerifier().verify(host, leaf);
      return true;
    } catch (SSLException e) {
      return false;
    }
  }

  private static String commonName(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    try {
      return new LdapName(name)
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> part.getValue().toString())
              .findFirst()
              .orElse(name);
    } catch (InvalidNameException e) {
      return name;
    }
  }

  private static SSLContext context(SeenCertificates seen) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {seen}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /** Takes every certificate, since the probe is to tell what is wrong with it. */
  private static final class SeenCertificates extends X509ExtendedTrustManager {
    private List<X509Certificate> chain = List.of();
    private Optional<String> authentication = Optional.empty();

    List<X509Certificate> chain() {
      return chain;
    }

    String authentication() {
      return authentication.orElse("UNKNOWN");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType) {
      chain = List.of(certificates);
      authentication = Optional.of(authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, Socket socket) {
      checkServerTrusted(certificates, authType);
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] certificates, String authType, SSLEngine engine) {
      checkServerTrusted(certificates, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType)
        throws CertificateException {
      throw new CertificateException("there are no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(certificates, authType);
    }

    @Override
    public void checkClientTrusted(
        X509Certificate[] certificates, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(certificates, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
