package dev.waymark.server.account;

/** By what a request has shown who sends it. */
enum AuthenticationMethod {
  SESSION,
  PASSWORD,
  TOKEN,
  /** A token of {@link TokenScope#READ}. */
  READING_TOKEN;

  boolean isToken() {
    return this == TOKEN || this == READING_TOKEN;
  }
}
