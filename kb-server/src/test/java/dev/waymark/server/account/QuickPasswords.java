package dev.waymark.server.account;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Hashes as the server does, with a 64th of the work: a test makes accounts by the dozen. The
 * packaged server is tested with all of it.
 */
@Mock
@ApplicationScoped
class QuickPasswords extends Passwords {
  QuickPasswords() {
    super(4);
  }
}
