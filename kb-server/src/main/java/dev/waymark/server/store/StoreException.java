package dev.waymark.server.store;

import java.sql.SQLException;

/** The database refused or couldn't be reached. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
