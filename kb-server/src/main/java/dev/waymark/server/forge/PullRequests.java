package dev.waymark.server.forge;

import dev.waymark.model.incident.PullRequestState;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Opens pull requests and looks what became of them. Every call waits for the forge. */
@ApplicationScoped
public class PullRequests {
  private final Optional<Forge> forge;

  PullRequests(ForgeConfig config) {
    this.forge = config.kind().map(kind -> forge(kind, config));
  }

  private static Forge forge(ForgeConfig.Kind kind, ForgeConfig config) {
    return switch (kind) {
      case GITHUB -> new GitHub(config);
      case GITLAB -> new GitLab(config);
      case AZURE_DEVOPS -> new AzureDevOps(config);
    };
  }

  /** Whether there is a forge to open pull requests at. */
  public boolean isConfigured() {
    return forge.isPresent();
  }

  /**
   * Asks for a branch, which has been pushed, to be merged. A branch whose pull request is open
   * already gets that one.
   *
   * @param body Markdown
   * @return empty if no forge is configured
   */
  public Result<Optional<PullRequest>> open(String branch, String title, String body) {
    if (forge.isEmpty()) {
      return Result.done(Optional.empty());
    }
    try {
      return Result.done(Optional.of(forge.get().open(branch, title, body)));
    } catch (ForgeException e) {
      return Result.refused(e.problem());
    }
  }

  /**
   * The page where people change a file of the repository; empty if no forge is configured, or not
   * so that it can be asked.
   */
  public Optional<URI> editPage(String path) {
    try {
      return forge.map(one -> URI.create(one.editPage(path)));
    } catch (ForgeException e) {
      return Optional.empty();
    }
  }

  /** How a pull request stands. */
  public Result<PullRequestState> state(PullRequest pullRequest) {
    if (forge.isEmpty()) {
      return Result.refused(
          Problem.conflict(
              "No forge is configured any more, so nothing is known of " + pullRequest.page(),
              "Set waymark.forge.kind again, or look at the page."));
    }
    try {
      return Result.done(forge.get().state(pullRequest.number()));
    } catch (ForgeException e) {
      return Result.refused(e.problem());
    }
  }
}
