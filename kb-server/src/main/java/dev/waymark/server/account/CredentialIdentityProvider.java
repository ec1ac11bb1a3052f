package dev.waymark.server.account;

import dev.waymark.server.account.CredentialRequest.Credential;
import dev.waymark.server.problem.Result;
import dev.waymark.server.store.TokenStore.Owned;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Knows whom a credential belongs to, asking the store each time: a role taken is gone at once. */
@ApplicationScoped
class CredentialIdentityProvider implements IdentityProvider<CredentialRequest> {
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final LastUse lastUse;

  CredentialIdentityProvider(Sessions sessions, ApiTokens tokens, LastUse lastUse) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.lastUse = lastUse;
  }

  @Override
  public Class<CredentialRequest> getRequestType() {
    return CredentialRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      CredentialRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(() -> identity(request));
  }

  private SecurityIdentity identity(CredentialRequest request) {
    Credential credential = request.credential();
    Client client = request.client();
    if (credential instanceof Credential.Session session) {
      Owned owned =
          sessions.living(session.token()).orElseThrow(AuthenticationFailedException::new);
      lastUse.note(owned.token(), client);
      return builder(Accounts.account(owned.account()), Role.ADMINISTRATOR, Proof.SESSION)
          .addAttribute(CurrentUser.SESSION, owned.token().id())
          .addAttribute(CurrentUser.FAILED_ATTEMPTS, owned.failedAttempts())
          .build();
    }
    if (credential instanceof Credential.Bearer bearer) {
      Owned owned = orRefuse(tokens.find(bearer.token(), client), request);
      lastUse.note(owned.token(), client);
      return TokenScope.valueOf(owned.token().scope()) == TokenScope.READ
          ? builder(Accounts.account(owned.account()), Role.VIEWER, Proof.READING_TOKEN).build()
          : builder(Accounts.account(owned.account()), Role.ADMINISTRATOR, Proof.TOKEN).build();
    }
    Credential.Password password = (Credential.Password) credential;
    Account account =
        orRefuse(sessions.verified(password.name(), password.password(), client), request);
    return builder(account, Role.ADMINISTRATOR, Proof.PASSWORD).build();
  }

  /** The value; where there is none, the reply will say why. */
  private static <T> T orRefuse(Result<T> result, CredentialRequest request) {
    if (result instanceof Result.Refused<T> refused) {
      HttpSecurityUtils.getRoutingContextAttribute(request)
          .put(CredentialMechanism.REFUSAL, refused.problem());
      throw new AuthenticationFailedException();
    }
    return result.orThrow();
  }

  /** An account with its role, but none above a highest one. */
  private static QuarkusSecurityIdentity.Builder builder(
      Account account, Role highest, Proof proof) {
    Role role = highest.includes(account.role()) ? account.role() : highest;
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(account.name()))
        .addRoles(role.included())
        .addAttribute("displayName", account.displayName())
        .addAttribute(CurrentUser.PROOF, proof);
  }
}
