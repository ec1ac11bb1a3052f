package dev.waymark.runbooks.fence;

import dev.waymark.runbooks.fence.YamlKeys.Scalar;
import java.util.regex.Pattern;

/** Ids of the Azure Resource Manager. */
final class ResourceId {
  /** Of one resource. */
  static final Pattern RESOURCE =
      Pattern.compile(
          "(?i)/subscriptions/[^/\\s]+(?:/[^/\\s]+)*?/providers/[^/\\s]+(?:/[^/\\s]+){2,}");

  /** Of anything in a subscription, and of the subscription itself. */
  static final Pattern ANY = Pattern.compile("(?i)/subscriptions/[^/\\s]+(?:/[^/\\s]+)*");

  private ResourceId() {}

  static void check(YamlKeys keys, Scalar id, Holes holes, Pattern form, String rest) {
    if (!holes.fits(id.text(), form.asMatchPredicate())) {
      keys.wrong(
          id,
          "`" + id.text() + "` is no resource id",
          "Name a parameter of type `resource`, such as `${resource}`; an id looks like"
              + " `/subscriptions/…"
              + rest
              + "`.");
    } else if (holes.areOpen() && !holes.in(id.text())) {
      keys.hardCoded(id, "id of a resource");
    }
  }
}
