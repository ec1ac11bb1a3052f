package dev.waymark.server.support;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.account.Accounts;
import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.OneTimeLink;
import dev.waymark.server.account.Role;
import dev.waymark.server.account.Sessions;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Accounts for tests, each with a name of its own. */
@ApplicationScoped
public class People {
  public static final String PASSWORD = "correct horse battery";

  private final Accounts accounts;
  private final Sessions sessions;

  People(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /** A new account whose password is {@link #PASSWORD}, signed in. */
  public NewSession signedIn(Role role) {
    String name = role.label() + "-" + UUID.randomUUID().toString().substring(0, 8);
    OneTimeLink link = accounts.create(name, "", role, Actor.ENGINE).orThrow();
    return sessions.redeem(link.path().substring(OneTimeLink.PATH.length()), PASSWORD).orThrow();
  }

  /** A request by a program that acts for a new account. */
  public RequestSpecification as(Role role) {
    return RestAssured.given().header("Authorization", authorization(role));
  }

  /** The header by which a program acts for a new account. */
  public String authorization(Role role) {
    NewSession session = signedIn(role);
    return "Bearer "
        + sessions.createApiToken(session.account(), "test", Duration.ofDays(1)).orThrow().token();
  }
}
