package dev.waymark.server.problem;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Why something can't be done.
 *
 * @param detail what is wrong, naming the thing
 * @param hint what to do about it
 * @param retryAfter when the same request may succeed, if that is known: {@code Retry-After}
 */
public record Problem(Kind kind, String detail, String hint, Optional<Duration> retryAfter) {
  public Problem {
    requireNonNull(kind);
    requireNonNull(detail);
    requireNonNull(hint);
    requireNonNull(retryAfter);
  }

  public Problem(Kind kind, String detail, String hint) {
    this(kind, detail, hint, Optional.empty());
  }

  /** The same, for a client that comes again after some time. */
  public Problem retryAfter(Duration wait) {
    return new Problem(kind, detail, hint, Optional.of(wait));
  }

  /** The value of {@code Retry-After}: whole seconds, never too few. */
  public Optional<String> retryAfterSeconds() {
    return retryAfter.map(wait -> Long.toString(wait.plusMillis(999).toSeconds()));
  }

  public static Problem notFound(String detail, String hint) {
    return new Problem(Kind.NOT_FOUND, detail, hint);
  }

  public static Problem invalid(String detail, String hint) {
    return new Problem(Kind.INVALID, detail, hint);
  }

  public static Problem conflict(String detail, String hint) {
    return new Problem(Kind.CONFLICT, detail, hint);
  }

  /** A bug; the log has its details under a number. */
  static Problem unexpected(UUID errorId) {
    return new Problem(
        Kind.UNEXPECTED,
        "The server failed; its log has the details under " + errorId + ".",
        "Try again, and report it if it stays.");
  }

  /** What a status from 400 to 499 says where nothing more is known. */
  static Problem ofStatus(int status, String path) {
    return switch (status) {
      case 401 -> new Problem(Kind.UNAUTHENTICATED, "This needs an account.", "Sign in at /login.");
      case 403 ->
          new Problem(
              Kind.FORBIDDEN,
              "Your role doesn't allow this.",
              "Ask an administrator for another role.");
      case 404 -> notFound("There is nothing at " + path + ".", "Check the address.");
      case 413 -> new Problem(Kind.TOO_LARGE, "The request is too large.", "Send less at once.");
      default ->
          new Problem(
              Kind.MALFORMED,
              "The request can't be read.",
              "See /q/openapi for what this address takes.");
    };
  }

  /** What is wrong, by what a client does about it. */
  public enum Kind {
    /** The request can't be read. */
    MALFORMED(400, "The request can't be read"),
    UNAUTHENTICATED(401, "Sign in first"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Not with this method"),
    NOT_ACCEPTABLE(406, "Not in this form"),
    TIMED_OUT(408, "Too slow"),
    /** The thing has moved on since the client looked at it. */
    CONFLICT(409, "It has changed meanwhile"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_TYPE(415, "Not this kind of content"),
    /** The request is understood, and a value in it is wrong. */
    INVALID(422, "A value is wrong"),
    /** The client has tried too often. */
    TOO_MANY(429, "Too many tries"),
    /** A bug. */
    UNEXPECTED(500, "The server failed"),
    /** Something that the server needs is down. */
    UNAVAILABLE(503, "Not available right now");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    /** The HTTP status that says so. */
    public int status() {
      return status;
    }

    /** The same for every problem of the kind. */
    public String title() {
      return title;
    }
  }
}
