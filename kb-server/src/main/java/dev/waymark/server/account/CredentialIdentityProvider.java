package dev.waymark.server.account;

import dev.waymark.server.account.CredentialRequest.Credential;
import dev.waymark.server.store.AccountStore.TokenKind;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Knows whom a credential belongs to, asking the store each time: a role taken is gone at once. */
@ApplicationScoped
class CredentialIdentityProvider implements IdentityProvider<CredentialRequest> {
  private final Sessions sessions;

  CredentialIdentityProvider(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Class<CredentialRequest> getRequestType() {
    return CredentialRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      CredentialRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () ->
            owner(request.credential())
                .map(CredentialIdentityProvider::identity)
                .orElseThrow(AuthenticationFailedException::new));
  }

  private Optional<Account> owner(Credential credential) {
    if (credential instanceof Credential.Session session) {
      return sessions.owner(session.token(), TokenKind.SESSION);
    }
    if (credential instanceof Credential.Bearer bearer) {
      return sessions.owner(bearer.token(), TokenKind.API);
    }
    Credential.Password password = (Credential.Password) credential;
    return sessions.verified(password.name(), password.password());
  }

  private static SecurityIdentity identity(Account account) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(account.name()))
        .addRoles(account.role().included())
        .addAttribute("displayName", account.displayName())
        .build();
  }
}
