package dev.waymark.server.account;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** What a request brought to show who sends it. */
final class CredentialRequest extends BaseAuthenticationRequest {
  private final Credential credential;
  private final Client client;

  CredentialRequest(Credential credential, Client client) {
    this.credential = credential;
    this.client = client;
  }

  Client client() {
    return client;
  }

  Credential credential() {
    return credential;
  }

  /** The kinds of proof. */
  sealed interface Credential {
    /** The cookie of a browser. */
    record Session(String token) implements Credential {}

    /** {@code Authorization: Bearer}, of a program. */
    record Bearer(String token) implements Credential {}

    /** {@code Authorization: Basic}, of a person's script. */
    record Password(String name, String password) implements Credential {}
  }
}
