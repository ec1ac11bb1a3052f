package dev.waymark.server.start;

import dev.waymark.server.account.Accounts;
import dev.waymark.server.account.OneTimeLink;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/**
 * Says where the server is once it answers, and until an administrator has a password the link that
 * signs them in; then waits for the end.
 */
public final class Welcome implements QuarkusApplication {
  private final Accounts accounts;
  private final HttpServer server;

  @Inject
  Welcome(Accounts accounts, HttpServer server) {
    this.accounts = accounts;
    this.server = server;
  }

  @Override
  public int run(String... arguments) {
    URI base = server.getLocalBaseUri();
    Optional<OneTimeLink> link = accounts.firstLink();
    System.out.println();
    System.out.println("  Waymark is ready at " + base);
    link.ifPresent(
        first -> {
          System.out.println("  Open this link once to sign in as " + first.account() + ":");
          System.out.println("  " + base.resolve(first.path()));
        });
    System.out.println();
    Quarkus.waitForExit();
    return 0;
  }
}
