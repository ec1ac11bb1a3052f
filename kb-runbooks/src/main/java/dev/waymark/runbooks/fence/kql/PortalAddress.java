package dev.waymark.runbooks.fence.kql;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.value.PercentEncoding;
import dev.waymark.model.value.ResourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Where the Azure portal opens the same query. */
final class PortalAddress {
  private static final String PORTAL = "https://portal.azure.com/#blade/";

  /** The portal takes a whole address; longer ones than browsers and proxies carry are useless. */
  private static final int LONGEST = 8_000;

  private PortalAddress() {}

  /** Empty if the query is too long for an address. */
  static Optional<String> resourceGraph(BoundQuery query) {
    return fitting(
        PORTAL + "HubsExtension/ArgQueryBlade/query/" + PercentEncoding.component(query.text()));
  }

  /** Empty too for a workspace known by its number alone, which has no address in the portal. */
  static Optional<String> logs(BoundQuery query) {
    return Optional.ofNullable(query.options().get("resource"))
        .or(() -> Optional.ofNullable(query.options().get("workspace")))
        .filter(target -> ResourceId.read(target).value().isPresent())
        .flatMap(
            target ->
                fitting(
                    PORTAL
                        + "Microsoft_OperationsManagementSuite_Workspace/Logs.ReactView/resourceId/"
                        + PercentEncoding.component(target)
                        + "/source/LogsBlade.AnalyticsShareLinkToQuery/q/"
                        + PercentEncoding.component(zipped(query.text()))));
  }

  private static Optional<String> fitting(String address) {
    return Optional.of(address).filter(some -> some.length() <= LONGEST);
  }

  private static String zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
