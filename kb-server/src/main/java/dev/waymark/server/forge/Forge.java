package dev.waymark.server.forge;

import dev.waymark.model.incident.PullRequestState;

/** One forge's way to say it; what can't be done is a {@link ForgeException}. */
interface Forge {
  PullRequest open(String branch, String title, String body);

  PullRequestState state(String number);

  /** Where people change a file of the branch that pull requests are merged into. */
  String editPage(String path);
}
