package dev.waymark.server.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.incident.PullRequestState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitLab, its own or a company's; its word for a pull request is merge request. */
final class GitLab implements Forge {
  private static final int CONFLICT = 409;

  private final ForgeConfig config;
  private final ForgeClient client;

  GitLab(ForgeConfig config) {
    this.config = config;
    this.client =
        new ForgeClient(
            config, "https://gitlab.com", token -> new ForgeClient.Header("PRIVATE-TOKEN", token));
  }

  @Override
  public PullRequest open(String branch, String title, String body) {
    ForgeReply reply =
        client.post(
            requests(),
            Map.of(
                "title", title,
                "source_branch", branch,
                "target_branch", config.targetBranch(),
                "description", body));
    if (reply.isDone()) {
      return pullRequest(reply, reply.body());
    }
    return existing(reply.status() == CONFLICT, branch)
        .orElseThrow(() -> ForgeClient.refused(reply, branch, config.targetBranch()));
  }

  private Optional<PullRequest> existing(boolean look, String branch) {
    if (!look) {
      return Optional.empty();
    }
    ForgeReply found =
        client.get(
            requests()
                + "?state=opened&source_branch="
                + ForgeClient.encoded(branch)
                + "&target_branch="
                + ForgeClient.encoded(config.targetBranch()));
    return found.body().isArray() && !found.body().isEmpty()
        ? Optional.of(pullRequest(found, found.body().get(0)))
        : Optional.empty();
  }

  private static PullRequest pullRequest(ForgeReply reply, JsonNode json) {
    return reply.pullRequest(json.path("web_url").asText(""), json.path("iid").asText(""));
  }

  @Override
  public PullRequestState state(String number) {
    return switch (client.get(requests() + "/" + number).body().path("state").asText("")) {
      // Locked is what it is while it's being merged.
      case "opened", "locked" -> PullRequestState.OPEN;
      case "merged" -> PullRequestState.MERGED;
      case "closed" -> PullRequestState.CLOSED;
      default -> throw ForgeReply.notUnderstood();
    };
  }

  @Override
  public String editPage(String path) {
    return client.address()
        + ForgeClient.path(String.join("/", repository()))
        + "/-/edit"
        + ForgeClient.path(config.targetBranch() + "/" + path);
  }

  private List<String> repository() {
    return RepositoryName.parts(config, 2, "group/name");
  }

  private String requests() {
    String project = String.join("/", repository());
    return "/api/v4/projects/" + ForgeClient.encoded(project) + "/merge_requests";
  }
}
