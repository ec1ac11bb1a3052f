package dev.waymark.runbooks.fence.azure;

import dev.waymark.model.value.ResourceId;
import dev.waymark.model.value.ValueReading;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.YamlKeys;
import dev.waymark.runbooks.fence.YamlKeys.Scalar;
import java.util.function.Function;

/** Ids of the Azure Resource Manager as values of a key. */
final class ResourceIdCheck {
  private ResourceIdCheck() {}

  /**
   * Reports a text that isn't an id.
   *
   * @param read which ids may stand there
   * @param rest how one goes on behind the subscription
   */
  static void check(
      YamlKeys keys,
      Scalar id,
      Placeholders holes,
      Function<String, ValueReading<ResourceId>> read,
      String rest) {
    if (!holes.fits(id.text(), text -> read.apply(text).value().isPresent())) {
      String why =
          holes.in(id.text())
              ? ""
              : read.apply(id.text()).fault().map(problem -> ": " + problem).orElse("");
      keys.wrong(
          id,
          "`" + id.text() + "` isn't a resource id" + why,
          "Name a parameter of type `resource`, such as `${resource}`; an id looks like"
              + " `/subscriptions/…"
              + rest
              + "`.");
    } else if (holes.areOpen() && !holes.in(id.text())) {
      keys.hardCoded(id, "id of a resource");
    }
  }
}
