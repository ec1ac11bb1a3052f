package dev.waymark.server.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * What a forge answered.
 *
 * @param body missing if it wasn't JSON
 * @param said the forge's own words about an error, on one line and without the token
 */
record ForgeReply(int status, JsonNode body, String said) {
  boolean isDone() {
    return status == 200 || status == 201;
  }

  PullRequest pullRequest(String page, String number) {
    try {
      URI uri = new URI(page);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (scheme.equals("https") || scheme.equals("http")) {
        return new PullRequest(uri, number);
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw notUnderstood();
    }
    throw notUnderstood();
  }

  static ForgeException notUnderstood() {
    return ForgeException.unavailable(
        "The forge gave an answer that isn't what its API promises",
        "Check waymark.forge.kind and waymark.forge.url: something else may answer there.");
  }
}
