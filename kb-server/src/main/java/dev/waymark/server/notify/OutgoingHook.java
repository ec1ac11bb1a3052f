package dev.waymark.server.notify;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.webhook.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The address that reminders are posted to. Often it is a secret by itself, so no message holds
 * more of it than the host; redirects aren't followed.
 */
final class OutgoingHook {
  static final String SIGNATURE = "Waymark-Signature";

  private final URI address;
  private final Optional<Path> secretFile;
  private final Duration timeout;
  private final HttpClient client;

  OutgoingHook(URI address, Optional<Path> secretFile, Duration timeout) {
    this.address = address;
    this.secretFile = secretFile;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Posts a reminder. */
  Result<Reminder> post(Reminder reminder) {
    if (!Set.of("https", "http").contains(String.valueOf(address.getScheme()))
        || address.getHost() == null) {
      return failed("WAYMARK_NOTIFY_WEBHOOK_URL isn't an https:// address.", "Write it as one.");
    }
    byte[] body = reminder.json().getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("User-Agent", "waymark")
            .header("Idempotency-Key", reminder.key())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    try {
      if (secretFile.isPresent()) {
        request.header(SIGNATURE, signature(body, secretFile.orElseThrow()));
      }
    } catch (IOException e) {
      return failed(
          "The file of WAYMARK_NOTIFY_WEBHOOK_SECRET_FILE can't be read, or is empty: "
              + secretFile.orElseThrow()
              + ".",
          "Put the secret into it.");
    }
    return send(reminder, request.build());
  }

  /** Waits no longer than the time-out for the whole answer, however slowly it comes. */
  private Result<Reminder> send(Reminder reminder, HttpRequest request) {
    CompletableFuture<HttpResponse<Void>> reply =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      int status = reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status >= 200 && status < 300
          ? Result.done(reminder)
          : failed(
              address.getHost() + " answered with status " + status + ".",
              "Check WAYMARK_NOTIFY_WEBHOOK_URL: it takes a POST with JSON.");
    } catch (TimeoutException e) {
      reply.cancel(true);
      return failed(
          "%s gave no answer within %d s.".formatted(address.getHost(), timeout.toSeconds()),
          "Check it, or raise WAYMARK_NOTIFY_WEBHOOK_TIMEOUT.");
    } catch (InterruptedException e) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      return failed("The server is going down.", "Start it again.");
    } catch (ExecutionException e) {
      return e.getCause() instanceof SSLException
          ? failed(
              address.getHost() + " showed a certificate that isn't trusted.",
              "Add its authority to a trust store.")
          : failed(
              address.getHost() + " can't be reached.",
              "Check WAYMARK_NOTIFY_WEBHOOK_URL and the network.");
    }
  }

  private static Result<Reminder> failed(String detail, String hint) {
    return Result.refused(new Problem(Problem.Kind.UNAVAILABLE, detail, hint));
  }

  private static String signature(byte[] body, Path file) throws IOException {
    String secret = Files.readString(file).strip();
    if (secret.isEmpty()) {
      throw new IOException("there is no secret in " + file);
    }
    return Signature.of(body, secret);
  }
}
