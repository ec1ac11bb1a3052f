package dev.waymark.sources.azure;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a cloud's services are, and for whom tokens are asked.
 *
 * @param authority that signs in
 * @param resourceManager for resources, metrics and changes
 * @param logs without {@code /v1}
 * @param resourceManagerAudience whom the tokens for the resource manager name
 * @param logsAudience whom the tokens for logs name
 * @param wellKnown whether Microsoft vouches for the authority; another one isn't looked up there
 */
public record AzureCloud(
    URI authority,
    URI resourceManager,
    URI logs,
    String resourceManagerAudience,
    String logsAudience,
    boolean wellKnown) {
  public static final AzureCloud PUBLIC =
      wellKnown(
          "https://login.microsoftonline.com",
          "https://management.azure.com",
          "https://api.loganalytics.io");
  public static final AzureCloud US_GOVERNMENT =
      wellKnown(
          "https://login.microsoftonline.us",
          "https://management.usgovcloudapi.net",
          "https://api.loganalytics.us");
  public static final AzureCloud CHINA =
      wellKnown(
          "https://login.chinacloudapi.cn",
          "https://management.chinacloudapi.cn",
          "https://api.loganalytics.azure.cn");

  public AzureCloud {
    for (URI endpoint : new URI[] {authority, resourceManager, logs}) {
      if (!"https".equals(endpoint.getScheme()) || endpoint.getHost() == null) {
        throw new IllegalArgumentException(
            "`" + endpoint + "` isn't an https address: tokens are sent over nothing else");
      }
    }
  }

  private static AzureCloud wellKnown(String authority, String resourceManager, String logs) {
    return new AzureCloud(
        URI.create(authority),
        URI.create(resourceManager),
        URI.create(logs),
        resourceManager,
        logs,
        true);
  }

  /** The cloud of a name: {@code public}, {@code usgovernment} or {@code china}. */
  public static Optional<AzureCloud> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "public" -> Optional.of(PUBLIC);
      case "usgovernment" -> Optional.of(US_GOVERNMENT);
      case "china" -> Optional.of(CHINA);
      default -> Optional.empty();
    };
  }

  /** A stand-in that plays all parts at one address, such as {@code kb azure-stub}. */
  public static AzureCloud standIn(URI address) {
    return new AzureCloud(
        address, address, address, PUBLIC.resourceManagerAudience, PUBLIC.logsAudience, false);
  }

  /** The same with other addresses, if they are given. */
  public AzureCloud with(
      Optional<URI> otherAuthority, Optional<URI> otherResourceManager, Optional<URI> otherLogs) {
    return new AzureCloud(
        otherAuthority.orElse(authority),
        otherResourceManager.orElse(resourceManager),
        otherLogs.orElse(logs),
        resourceManagerAudience,
        logsAudience,
        wellKnown && otherAuthority.isEmpty());
  }
}
