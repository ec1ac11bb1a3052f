package dev.waymark.server.account.page;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * The page of accounts.
 *
 * @param roles all there are, the weakest first
 * @param link made just now, and never shown again
 * @param problem why the last change failed
 */
record AccountsView(
    List<Line> accounts, List<String> roles, Optional<Link> link, Optional<Problem> problem) {
  AccountsView {
    accounts = List.copyOf(accounts);
    roles = List.copyOf(roles);
  }

  /** An account in the list. */
  record Line(
      String name,
      String displayName,
      String role,
      boolean active,
      boolean passwordSet,
      boolean self,
      Moment created) {}

  /** A one-time link, to be handed to its owner. */
  record Link(String account, String address, Moment expires) {}
}
