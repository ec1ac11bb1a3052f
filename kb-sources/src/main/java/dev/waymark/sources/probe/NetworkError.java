package dev.waymark.sources.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong on the network, in a few words that conditions can look for. */
final class NetworkError {
  private NetworkError() {}

  static String text(IOException error, ProbeDeadline deadline) {
    if (deadline.hasPassed() || error instanceof SocketTimeoutException) {
      return "timed out after " + seconds(deadline) + " s";
    }
    if (error instanceof UnknownHostException) {
      return "the name does not resolve";
    }
    if (error instanceof NoRouteToHostException) {
      return "no route to the host";
    }
    if (error instanceof ConnectException) {
      return "connection refused";
    }
    String message = Optional.ofNullable(error.getMessage()).orElse("connection lost");
    if (error instanceof SSLException) {
      return certificate(error).map(why -> "certificate: " + why).orElse("TLS: " + message);
    }
    return message;
  }

  private static Optional<String> certificate(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return Optional.ofNullable(cause.getMessage());
      }
    }
    return Optional.empty();
  }

  private static String seconds(ProbeDeadline deadline) {
    double seconds = deadline.length().toMillis() / 1000.0;
    return seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds);
  }
}
