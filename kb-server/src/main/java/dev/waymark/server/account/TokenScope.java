package dev.waymark.server.account;

import java.util.Arrays;
import java.util.Optional;

/** What a program's token is good for, at most. */
public enum TokenScope {
  /** Reads what viewers read. */
  READ("read", "read only"),
  /** Does what the account's role may, but for passwords, accounts and tokens. */
  ROLE("role", "as your role");

  private final String label;
  private final String words;

  TokenScope(String label, String words) {
    this.label = label;
    this.words = words;
  }

  public String label() {
    return label;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  public static Optional<TokenScope> ofLabel(String label) {
    return Arrays.stream(values()).filter(scope -> scope.label.equals(label)).findFirst();
  }
}
