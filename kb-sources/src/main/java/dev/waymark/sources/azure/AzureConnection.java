package dev.waymark.sources.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.AzureEnvironment.Endpoint;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.monitor.query.LogsQueryAsyncClient;
import com.azure.monitor.query.LogsQueryClientBuilder;
import com.azure.monitor.query.MetricsQueryAsyncClient;
import com.azure.monitor.query.MetricsQueryClientBuilder;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The SDK's clients of one configuration. They share one HTTP client and never try again by
 * themselves: {@code LiveQueries} does.
 */
public final class AzureConnection {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Ends what our own deadlines, which are shorter, have given up already. */
  private static final Duration LAST_RESORT = Duration.ofMinutes(11);

  private final AzureConfiguration configuration;
  private final Clock clock;
  private final HttpPipeline resourceManager;
  private final LogsQueryAsyncClient logs;
  private final MetricsQueryAsyncClient metrics;
  private final ResourceGraphManager graph;
  private final TokenCredential credential;

  AzureConnection(AzureConfiguration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
    HttpClient http = http(configuration);
    AzureCloud cloud = configuration.cloud();
    this.credential = credential(configuration, http);
    this.resourceManager = pipeline(http, clock, cloud.resourceManagerAudience());
    HttpPipeline forLogs = pipeline(http, clock, cloud.logsAudience());
    this.logs =
        new LogsQueryClientBuilder()
            .endpoint(cloud.logs() + "/v1")
            .pipeline(forLogs)
            .buildAsyncClient();
    this.metrics =
        new MetricsQueryClientBuilder()
            .endpoint(cloud.resourceManager().toString())
            .pipeline(resourceManager)
            .buildAsyncClient();
    this.graph =
        ResourceGraphManager.authenticate(
            resourceManager,
            new AzureProfile(
                new AzureEnvironment(
                    Map.of(
                        Endpoint.RESOURCE_MANAGER.identifier(),
                        cloud.resourceManager() + "/",
                        Endpoint.ACTIVE_DIRECTORY.identifier(),
                        cloud.authority() + "/"))));
  }

  public AzureConfiguration configuration() {
    return configuration;
  }

  /** What time it is for a query. */
  public Clock clock() {
    return clock;
  }

  LogsQueryAsyncClient logs() {
    return logs;
  }

  MetricsQueryAsyncClient metrics() {
    return metrics;
  }

  ResourceGraphManager graph() {
    return graph;
  }

  /**
   * What the resource manager replies to a {@code GET}, for what no client of the SDK does.
   *
   * @param address the whole URL
   * @throws MalformedReplyException if it isn't JSON, or the address is another server's: the token
   *     goes to the service that it was made for, wherever a reply points
   */
  public JsonNode get(String address, CallDeadline deadline)
      throws InterruptedException, TimeoutException {
    if (!address.startsWith(configuration.cloud().resourceManager() + "/")) {
      throw new MalformedReplyException("points to another server for its next page");
    }
    byte[] body =
        deadline.await(
            resourceManager
                .send(new HttpRequest(HttpMethod.GET, url(address)))
                .flatMap(reply -> reply.getBodyAsByteArray()));
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new MalformedReplyException("isn't JSON");
    }
  }

  private static URL url(String address) {
    try {
      return URI.create(address).toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new MalformedReplyException("points to no address for its next page");
    }
  }

  TokenCredential credential() {
    return credential;
  }

  private HttpPipeline pipeline(HttpClient http, Clock clock, String audience) {
    return new HttpPipelineBuilder()
        .httpClient(http)
        .policies(
            new UserAgentPolicy("waymark"),
            new ReplyGuard(clock),
            new BearerTokenAuthenticationPolicy(credential, audience + "/.default"))
        .build();
  }

  private static HttpClient http(AzureConfiguration configuration) {
    java.net.http.HttpClient.Builder jdk =
        java.net.http.HttpClient.newBuilder()
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10));
    configuration
        .trustedCertificate()
        .ifPresent(file -> jdk.sslContext(TrustedCertificates.context(file)));
    return new JdkHttpClientBuilder(jdk)
        .responseTimeout(LAST_RESORT)
        .readTimeout(Duration.ofMinutes(1))
        .build();
  }

  private static TokenCredential credential(AzureConfiguration configuration, HttpClient http) {
    AzureCloud cloud = configuration.cloud();
    RetryOptions never = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
    if (configuration.credential() instanceof AzureCredential.ClientSecret application) {
      var builder =
          new ClientSecretCredentialBuilder()
              .clientId(application.clientId())
              .clientSecret(application.secret())
              .authorityHost(cloud.authority().toString())
              .retryOptions(never)
              .httpClient(http);
      configuration.tenant().ifPresent(builder::tenantId);
      return cloud.wellKnown() ? builder.build() : builder.disableInstanceDiscovery().build();
    }
    var builder =
        new DefaultAzureCredentialBuilder()
            .authorityHost(cloud.authority().toString())
            .retryOptions(never)
            .httpClient(http);
    configuration.tenant().ifPresent(builder::tenantId);
    ((AzureCredential.DefaultChain) configuration.credential())
        .clientId()
        .ifPresent(id -> builder.managedIdentityClientId(id).workloadIdentityClientId(id));
    return cloud.wellKnown() ? builder.build() : builder.disableInstanceDiscovery().build();
  }
}
