package dev.waymark.server.account;

import dev.waymark.server.account.CredentialRequest.Credential;
import dev.waymark.server.account.RecentIdentities.RecentIdentity;
import dev.waymark.server.account.TokenStore.Owned;
import dev.waymark.server.account.TokenStore.TokenKind;
import dev.waymark.server.database.DatabaseTrouble;
import dev.waymark.server.problem.Result;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Knows whom a credential belongs to, asking the store each time: a role taken is gone at once.
 * Where the store can't be asked, who was known a few minutes ago may still read.
 */
@ApplicationScoped
class CredentialIdentityProvider implements IdentityProvider<CredentialRequest> {
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final LastUse lastUse;
  private final RecentIdentities recent;

  CredentialIdentityProvider(
      Sessions sessions, ApiTokens tokens, LastUse lastUse, RecentIdentities recent) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.lastUse = lastUse;
    this.recent = recent;
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
    try {
      SecurityIdentity known = asked(request);
      recent.keep(credential, known);
      return known;
    } catch (AuthenticationFailedException e) {
      recent.forget(credential);
      throw e;
    } catch (RuntimeException e) {
      return Optional.of(credential)
          .filter(any -> isReading(request) && DatabaseTrouble.of(e).isPresent())
          .flatMap(recent::find)
          .map(CredentialIdentityProvider::forReading)
          .orElseThrow(() -> e);
    }
  }

  private static SecurityIdentity forReading(RecentIdentity known) {
    return QuarkusSecurityIdentity.builder(known.identity())
        .addAttribute(CurrentUser.CHECKED_AT, known.checkedAt())
        .build();
  }

  private static boolean isReading(CredentialRequest request) {
    RoutingContext context = HttpSecurityUtils.getRoutingContextAttribute(request);
    return context != null
        && (context.request().method().equals(HttpMethod.GET)
            || context.request().method().equals(HttpMethod.HEAD));
  }

  /** Who it is, as the store says now. */
  private SecurityIdentity asked(CredentialRequest request) {
    Client client = request.client();
    return switch (request.credential()) {
      case Credential.Session(String token) -> {
        Owned owned = sessions.living(token).orElseThrow(AuthenticationFailedException::new);
        lastUse.note(owned.token(), TokenKind.SESSION, client);
        yield builder(
                Accounts.account(owned.account()), Role.ADMINISTRATOR, AuthenticationMethod.SESSION)
            .addAttribute(CurrentUser.SESSION, owned.token().id())
            .addAttribute(CurrentUser.FAILED_ATTEMPTS, owned.failedAttempts())
            .build();
      }
      case Credential.Bearer(String token) -> {
        Owned owned = orRefuse(tokens.find(token, client), request);
        lastUse.note(owned.token(), TokenKind.API, client);
        boolean reads = TokenScope.valueOf(owned.token().scope()) == TokenScope.READ;
        yield builder(
                Accounts.account(owned.account()),
                reads ? Role.VIEWER : Role.ADMINISTRATOR,
                reads ? AuthenticationMethod.READING_TOKEN : AuthenticationMethod.TOKEN)
            .build();
      }
      case Credential.Password(String name, String password) -> {
        Account account = orRefuse(sessions.verified(name, password, client), request);
        yield builder(account, Role.ADMINISTRATOR, AuthenticationMethod.PASSWORD).build();
      }
    };
  }

  /** The value; if there is none, the reply says why. */
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
      Account account, Role highest, AuthenticationMethod proof) {
    Role role = highest.includes(account.role()) ? account.role() : highest;
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(account.name()))
        .addRoles(role.included())
        .addAttribute("displayName", account.displayName())
        .addAttribute(CurrentUser.PROOF, proof);
  }
}
