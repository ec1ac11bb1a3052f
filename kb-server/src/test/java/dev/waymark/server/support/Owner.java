package dev.waymark.server.support;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Connections as the owner of the schema, for tests that tamper with what the application itself
 * may not change. The injected data source is the application's.
 */
@ApplicationScoped
public class Owner {
  private final String url;
  private final String name;
  private final String password;

  Owner(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.flyway.username") String name,
      @ConfigProperty(name = "quarkus.flyway.password") String password) {
    this.url = url;
    this.name = name;
    this.password = password;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, name, password);
  }
}
