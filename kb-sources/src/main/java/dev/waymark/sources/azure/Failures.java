package dev.waymark.sources.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.sources.live.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Puts into words what went wrong with a query. */
final class Failures {
  private static final String CREDENTIALS =
      "`WAYMARK_AZURE_TENANT`, `WAYMARK_AZURE_CLIENT_ID` and `WAYMARK_AZURE_CLIENT_SECRET`";

  private final String service;
  private final String target;
  private final BoundQuery query;
  private final Provenance provenance;

  Failures(String service, String target, BoundQuery query, Provenance provenance) {
    this.service = service;
    this.target = target;
    this.query = query;
    this.provenance = provenance;
  }

  Reply timedOut(long seconds) {
    return Reply.last(
        failed(
            FailureKind.TIMED_OUT,
            "%s gave no answer within %d s".formatted(service, seconds),
            "Ask again, narrow the time it looks at, or give the fence a longer `timeout=`."));
  }

  Reply cancelled() {
    return Reply.last(
        failed(FailureKind.CANCELLED, "The query was cancelled", "Ask again when you need it."));
  }

  Reply of(RuntimeException thrown) {
    List<Throwable> chain = chain(thrown);
    Optional<RefusedReply> refused = find(chain, RefusedReply.class);
    if (refused.isPresent()) {
      return refused(refused.get());
    }
    Optional<FenceBodyException> wrong = find(chain, FenceBodyException.class);
    if (wrong.isPresent()) {
      return Reply.last(failed(FailureKind.INVALID, wrong.get().message(), wrong.get().hint()));
    }
    Optional<MalformedReplyException> garbled = find(chain, MalformedReplyException.class);
    if (garbled.isPresent()) {
      return garbled(garbled.get().why());
    }
    if (find(chain, SSLException.class).isPresent()) {
      return Reply.last(
          failed(
              FailureKind.UNREACHABLE,
              "%s shows a certificate that isn't trusted: %s".formatted(service, innermost(chain)),
              "Check the address. Where it is a stand-in or a proxy of yours, say with the setting"
                  + " `trusted-certificate` which certificate to trust."));
    }
    if (chain.stream().anyMatch(IOException.class::isInstance)
        && find(chain, HttpResponseException.class).isEmpty()
        && chain.stream().noneMatch(Failures::isUnreadable)) {
      return Reply.passing(
          failed(
              FailureKind.UNREACHABLE,
              "%s can't be reached: %s".formatted(service, innermost(chain)),
              "Check the network, then ask again."),
          Optional.empty());
    }
    boolean signIn =
        find(chain, ClientAuthenticationException.class).isPresent()
            || chain.stream().anyMatch(e -> e.getClass().getName().startsWith("com.microsoft.aad"))
            || chain.stream().anyMatch(Failures::isCredentialUnavailable);
    if (signIn) {
      return Reply.last(
          failed(
              FailureKind.REFUSED,
              "Signing in to Azure failed: " + ErrorBody.shortened(thrown.getMessage()),
              "Sign in with `az login`, or set " + CREDENTIALS + "."));
    }
    return garbled("can't be read: " + innermost(chain));
  }

  private Reply refused(RefusedReply reply) {
    ErrorBody error = ErrorBody.of(reply.body());
    return switch (reply.status()) {
      case 400 -> Reply.last(invalid(error));
      case 401 ->
          Reply.last(
              failed(
                  FailureKind.REFUSED,
                  "%s doesn't accept who asks%s".formatted(service, because(error)),
                  "Sign in with `az login`, or set " + CREDENTIALS + "."));
      case 403 ->
          Reply.last(
              failed(
                  FailureKind.REFUSED,
                  "%s refuses to answer for %s%s".formatted(service, target, because(error)),
                  "Ask for the role `Monitoring Reader` or `Log Analytics Reader` there."));
      case 404 ->
          Reply.last(
              failed(
                  FailureKind.INVALID,
                  "%s knows no %s%s".formatted(service, target, because(error)),
                  "Check the id, and that it is in this cloud and tenant."));
      case 204 ->
          Reply.last(
              failed(
                  FailureKind.NO_SOURCE,
                  "%s has no data at all for %s".formatted(service, target),
                  "Check that diagnostic settings send logs there."));
      case 408, 504 ->
          Reply.onceMore(
              failed(
                  FailureKind.TIMED_OUT,
                  "%s ran out of time%s".formatted(service, because(error)),
                  "Narrow the time it looks at, or give the fence a longer `timeout=`."));
      case 429 ->
          Reply.passing(
              failed(
                  FailureKind.THROTTLED,
                  "%s is asked too often%s%s".formatted(service, wait(reply), because(error)),
                  "Wait, then ask again."),
              reply.retryAfter());
      default ->
          reply.status() >= 500
              ? Reply.passing(
                  failed(
                      FailureKind.UNREACHABLE,
                      "%s answered with status %d%s"
                          .formatted(service, reply.status(), because(error)),
                      "Ask again in a while."),
                  reply.retryAfter())
              : Reply.last(
                  failed(
                      FailureKind.UNREACHABLE,
                      "%s answered with status %d%s"
                          .formatted(service, reply.status(), because(error)),
                      "Check the address."));
    };
  }

  private static String wait(RefusedReply reply) {
    return reply
        .retryAfter()
        .map(length -> " and wants to be left alone for " + length.toSeconds() + " s")
        .orElse("");
  }

  /** A position counts lines of what was sent; the author knows only those of the fence. */
  private Answer.Failed invalid(ErrorBody error) {
    String where =
        error
            .at()
            .map(
                p ->
                    query
                        .written(p)
                        .map(
                            own ->
                                " at line %d, column %d of the fence"
                                    .formatted(own.line(), own.column()))
                        .orElse(" in what stands in front of the fence"))
            .orElse("");
    String line =
        error
            .at()
            .flatMap(p -> query.line(p.line()))
            .map(text -> " The line is `" + text + "`.")
            .orElse("");
    return failed(
        FailureKind.INVALID,
        "%s doesn't understand the query%s%s".formatted(service, where, because(error)),
        "Mend the entry, or look by hand and take a branch." + line);
  }

  private Reply garbled(String why) {
    return Reply.last(
        failed(
            FailureKind.UNREACHABLE,
            "The reply of %s %s".formatted(service, why),
            "Ask again; where it stays so, look at what stands between here and Azure."));
  }

  private static String because(ErrorBody error) {
    return error.reason().isEmpty() ? "" : ": " + error.reason();
  }

  private Answer.Failed failed(FailureKind kind, String message, String hint) {
    return new Answer.Failed(kind, message, hint, provenance);
  }

  private static boolean isCredentialUnavailable(Throwable thrown) {
    return thrown.getClass().getSimpleName().equals("CredentialUnavailableException");
  }

  /** JSON that ends too soon is an {@code IOException} too, but of what was read. */
  private static boolean isUnreadable(Throwable thrown) {
    return thrown.getClass().getName().contains("json");
  }

  private static List<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, e -> e != null, Throwable::getCause).limit(20).toList();
  }

  private static <T extends Throwable> Optional<T> find(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static String innermost(List<Throwable> chain) {
    Throwable last = chain.get(chain.size() - 1);
    String message = last.getMessage();
    return ErrorBody.shortened(message == null ? last.getClass().getSimpleName() : message);
  }
}
