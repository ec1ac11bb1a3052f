package dev.waymark.server.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.incident.PullRequestState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub, its own or an enterprise's. */
final class GitHub implements Forge {
  private static final String PUBLIC = "https://api.github.com";
  private static final int UNPROCESSABLE = 422;

  private final ForgeConfig config;
  private final ForgeClient client;

  GitHub(ForgeConfig config) {
    this.config = config;
    this.client =
        new ForgeClient(
            config, PUBLIC, token -> new ForgeClient.Header("Authorization", "Bearer " + token));
  }

  @Override
  public PullRequest open(String branch, String title, String body) {
    List<String> repository = repository();
    ForgeReply reply =
        client.post(
            pulls(repository),
            Map.of("title", title, "head", branch, "base", config.targetBranch(), "body", body));
    if (reply.isDone()) {
      return pullRequest(reply, reply.body());
    }
    return existing(reply.status() == UNPROCESSABLE, repository, branch)
        .orElseThrow(() -> ForgeClient.refused(reply, branch, config.targetBranch()));
  }

  private Optional<PullRequest> existing(boolean look, List<String> repository, String branch) {
    if (!look) {
      return Optional.empty();
    }
    ForgeReply found =
        client.get(
            pulls(repository)
                + "?state=open&head="
                + ForgeClient.encoded(repository.get(0) + ":" + branch)
                + "&base="
                + ForgeClient.encoded(config.targetBranch()));
    return found.body().isArray() && !found.body().isEmpty()
        ? Optional.of(pullRequest(found, found.body().get(0)))
        : Optional.empty();
  }

  private static PullRequest pullRequest(ForgeReply reply, JsonNode json) {
    return reply.pullRequest(json.path("html_url").asText(""), json.path("number").asText(""));
  }

  @Override
  public PullRequestState state(String number) {
    JsonNode json = client.get(pulls(repository()) + "/" + number).body();
    if (json.path("merged").asBoolean(false)) {
      return PullRequestState.MERGED;
    }
    return switch (json.path("state").asText("")) {
      case "open" -> PullRequestState.OPEN;
      case "closed" -> PullRequestState.CLOSED;
      default -> throw ForgeReply.notUnderstood();
    };
  }

  /** The public API has a host of its own, an enterprise's a path. */
  @Override
  public String editPage(String path) {
    String host =
        client.address().equals(PUBLIC)
            ? "https://github.com"
            : client.address().replaceFirst("/api/v3$", "");
    return host
        + ForgeClient.path(String.join("/", repository()))
        + "/edit"
        + ForgeClient.path(config.targetBranch() + "/" + path);
  }

  private List<String> repository() {
    return RepositoryName.parts(config, 2, "owner/name");
  }

  private static String pulls(List<String> repository) {
    return "/repos/"
        + ForgeClient.encoded(repository.get(0))
        + "/"
        + ForgeClient.encoded(repository.get(1))
        + "/pulls";
  }
}
