package dev.waymark.server.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.incident.PullRequestState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Azure DevOps, the service or a company's server. */
final class AzureDevOps implements Forge {
  private static final int CONFLICT = 409;
  private static final String VERSION = "api-version=7.1";
  private static final String BRANCHES = "refs/heads/";

  /** Longer descriptions are refused. */
  private static final int LONGEST_BODY = 4_000;

  private final ForgeConfig config;
  private final ForgeClient client;

  AzureDevOps(ForgeConfig config) {
    this.config = config;
    this.client = new ForgeClient(config, "https://dev.azure.com", AzureDevOps::authorization);
  }

  private static ForgeClient.Header authorization(String token) {
    String pair = ":" + token;
    return new ForgeClient.Header(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public PullRequest open(String branch, String title, String body) {
    ForgeReply reply =
        client.post(
            pullRequests("") + "?" + VERSION,
            Map.of(
                "title",
                title,
                "sourceRefName",
                BRANCHES + branch,
                "targetRefName",
                BRANCHES + config.targetBranch(),
                "description",
                shortened(body)));
    if (reply.isDone()) {
      return pullRequest(reply, reply.body());
    }
    return existing(reply.status() == CONFLICT, branch)
        .orElseThrow(() -> ForgeClient.refused(reply, branch, config.targetBranch()));
  }

  private static String shortened(String body) {
    return body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY - 1) + "…";
  }

  private Optional<PullRequest> existing(boolean look, String branch) {
    if (!look) {
      return Optional.empty();
    }
    ForgeReply found =
        client.get(
            pullRequests("")
                + "?searchCriteria.status=active&searchCriteria.sourceRefName="
                + ForgeClient.encoded(BRANCHES + branch)
                + "&searchCriteria.targetRefName="
                + ForgeClient.encoded(BRANCHES + config.targetBranch())
                + "&"
                + VERSION);
    JsonNode all = found.body().path("value");
    return all.isArray() && !all.isEmpty()
        ? Optional.of(pullRequest(found, all.get(0)))
        : Optional.empty();
  }

  /** The answer links the API; the page is made of the repository's, or of its name. */
  private PullRequest pullRequest(ForgeReply reply, JsonNode json) {
    String number = json.path("pullRequestId").asText("");
    String repository = json.path("repository").path("webUrl").asText("");
    String page = repository.isEmpty() ? client.address() + name("_git") : repository;
    return reply.pullRequest(page + "/pullrequest/" + number, number);
  }

  @Override
  public PullRequestState state(String number) {
    JsonNode json = client.get(pullRequests("/" + number) + "?" + VERSION).body();
    return switch (json.path("status").asText("")) {
      case "active" -> PullRequestState.OPEN;
      case "completed" -> PullRequestState.MERGED;
      case "abandoned" -> PullRequestState.CLOSED;
      default -> throw ForgeReply.notUnderstood();
    };
  }

  /** The service has no address that begins to edit: the file's own page does, at a press. */
  @Override
  public String editPage(String path) {
    return client.address()
        + name("_git")
        + "?path="
        + ForgeClient.encoded("/" + path)
        + "&version="
        + ForgeClient.encoded("GB" + config.targetBranch());
  }

  private String pullRequests(String number) {
    return name("_apis/git/repositories") + "/pullrequests" + number;
  }

  /** The repository's path with something before its last part. */
  private String name(String before) {
    List<String> parts =
        RepositoryName.parts(config, 2, "organization/project/repository").stream()
            .map(ForgeClient::encoded)
            .toList();
    int last = parts.size() - 1;
    return "/" + String.join("/", parts.subList(0, last)) + "/" + before + "/" + parts.get(last);
  }
}
