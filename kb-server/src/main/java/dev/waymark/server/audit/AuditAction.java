package dev.waymark.server.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the audit log knows to have happened. */
public enum AuditAction {
  SIGNED_IN("signed in"),
  /** A wrong password, an unknown name, a token or a link that isn't one. */
  SIGN_IN_FAILED("sign-in failed"),
  /** Not even looked at: there had been too many tries. */
  SIGN_IN_REFUSED("sign-in refused"),
  SIGNED_OUT("signed out"),
  SESSION_ENDED("session ended"),
  ACCOUNT_CREATED("account created"),
  ACCOUNT_DISABLED("account disabled"),
  ACCOUNT_ENABLED("account enabled"),
  ROLE_CHANGED("role changed"),
  PASSWORD_RESET("password reset"),
  PASSWORD_CHANGED("password changed"),
  LINK_MADE("one-time link made"),
  LINK_USED("one-time link used"),
  TOKEN_MADE("token made"),
  TOKEN_REVOKED("token revoked"),
  EXPORTED("exported"),
  SQL_ASKED("asked in SQL"),
  CONTENT_SYNCED("content synchronised"),
  QUESTION_CHANGED("saved question changed");

  /** An attempt to get in that failed. */
  static final List<AuditAction> FAILED_ATTEMPTS = List.of(SIGN_IN_FAILED, SIGN_IN_REFUSED);

  private final String words;

  AuditAction(String words) {
    this.words = words;
  }

  /** Whether somebody tried to get in who didn't. */
  public boolean isFailure() {
    return FAILED_ATTEMPTS.contains(this);
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** As programs and addresses write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<AuditAction> ofLabel(String label) {
    return Arrays.stream(values()).filter(action -> action.label().equals(label)).findFirst();
  }
}
