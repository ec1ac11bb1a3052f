package dev.waymark.server.web.run;

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
final class PortalLink {
  private static final String PORTAL = "https://portal.azure.com/#blade/";

  /** The portal takes a whole address; longer ones than browsers and proxies carry are no use. */
  private static final int LONGEST = 8_000;

  private PortalLink() {}

  /** Empty where the portal has no page for such a query, or isn't told of what it is asked. */
  static Optional<String> of(BoundQuery query) {
    Optional<String> link =
        switch (query.kind()) {
          case KQL -> logs(query);
          case RESOURCE_GRAPH ->
              Optional.of(
                  PORTAL
                      + "HubsExtension/ArgQueryBlade/query/"
                      + PercentEncoding.component(query.text()));
          case METRICS, ACTIVITY_LOG, HTTP, TLS, DNS, TCP, AZURECLI, BASH -> Optional.empty();
        };
    return link.filter(address -> address.length() <= LONGEST);
  }

  /** A workspace that is only known by its number has no address in the portal. */
  private static Optional<String> logs(BoundQuery query) {
    return Optional.ofNullable(query.options().get("resource"))
        .or(() -> Optional.ofNullable(query.options().get("workspace")))
        .filter(target -> ResourceId.read(target).value().isPresent())
        .map(
            target ->
                PORTAL
                    + "Microsoft_OperationsManagementSuite_Workspace/Logs.ReactView/resourceId/"
                    + PercentEncoding.component(target)
                    + "/source/LogsBlade.AnalyticsShareLinkToQuery/q/"
                    + PercentEncoding.component(zipped(query.text())));
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
