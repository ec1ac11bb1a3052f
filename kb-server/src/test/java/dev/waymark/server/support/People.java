package dev.waymark.server.support;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.account.Accounts;
import dev.waymark.server.account.ApiTokens;
import dev.waymark.server.account.Client;
import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.OneTimeLink;
import dev.waymark.server.account.Role;
import dev.waymark.server.account.Sessions;
import dev.waymark.server.account.TokenScope;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Accounts for tests, each with a name of its own. */
@ApplicationScoped
public class People {
  public static final String PASSWORD = "correct horse battery";

  /** Who signs in without a request. */
  public static final Client CLIENT = new Client("127.0.0.1", "a test", Optional.empty());

  private final Accounts accounts;
  private final Sessions sessions;
  private final ApiTokens tokens;

  People(Accounts accounts, Sessions sessions, ApiTokens tokens) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
  }

  /** A new account whose password is {@link #PASSWORD}, signed in. */
  public NewSession signedIn(Role role) {
    String name = role.label() + "-" + UUID.randomUUID().toString().substring(0, 8);
    OneTimeLink link = accounts.create(name, "", role, Actor.ENGINE).orThrow();
    return sessions
        .redeem(link.path().substring(OneTimeLink.PATH.length()), PASSWORD, CLIENT)
        .orThrow();
  }

  /** A request by a program that acts for a new account. */
  public RequestSpecification as(Role role) {
    return RestAssured.given().header("Authorization", authorization(role));
  }

  /** The header by which a program acts for a new account. */
  public String authorization(Role role) {
    return bearer(role, TokenScope.ROLE);
  }

  /** The header by which a program reads for a new account. */
  public String readingAuthorization(Role role) {
    return bearer(role, TokenScope.READ);
  }

  private String bearer(Role role, TokenScope scope) {
    return "Bearer " + tokens.create(signedIn(role).account(), "test", scope, 1).orThrow().token();
  }
}
