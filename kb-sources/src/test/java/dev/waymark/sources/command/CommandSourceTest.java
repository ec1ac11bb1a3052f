package dev.waymark.sources.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.fence.command.AzureCliFence;
import dev.waymark.runbooks.query.Binding;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes: an {@code az} of our own that tells what it was given. */
class CommandSourceTest {
  @TempDir private Path folder;
  private CommandSource source;

  @BeforeEach
  void install() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    az("printf '%s\\0' \"$@\"");
    source =
        new CommandSource(
            new CommandPolicy(
                AllowList.shipped(), List.of(folder.resolve("bin")), folder.resolve("azure")),
            Clock.systemUTC());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@/etc/passwd",
        "--output",
        "-o",
        "--name=x",
        "$(id)",
        "`id`",
        "&& id",
        "; id",
        "| id",
        "a\nb",
        "a\0b",
        "a b",
        "'",
        "\"",
        "\\",
        "a' --yes '",
        "${HOME}",
        "$HOME",
        "*",
        "~",
        "%PATH%",
        "name=@/etc/passwd",
        "",
        "ünïcödé",
        "/subscriptions/1/resourceGroups/a"
      })
  void aValueIsOneArgumentOrNothing(String value) {
    Binding binding =
        Binding.of(
            check("az apim show --name ${name} --resource-group \"my group\" --output json"),
            Map.of("name", value),
            Map.of());
    if (binding instanceof Binding.Unbound) {
      assertThat(value).matches("(?s)-.*|@.*|.*=@.*|.*\\p{Cntrl}.*|");
      return;
    }
    Answer answer = source.ask(ask(((Binding.Bound) binding).query()));
    assertThat(arguments(answer))
        .containsExactly(
            "apim", "show", "--name", value, "--resource-group", "my group", "--output", "json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "az account get-access-token",
        "az account show --sdk-auth",
        "az keyvault secret show --vault-name v --name n",
        "az keyvault secret list --vault-name v --id x",
        "az webapp config appsettings list --name n --resource-group g",
        "az storage account keys list --account-name a",
        "az apim nv show-secret --service-name s --named-value-id n",
        "az rest --method get --url https://example.com",
        "az apim show --nam x",
        "az apim sho --name x",
        "az apim",
        "az apim show extra --name x",
        "az apim update --name x",
        "az apim show --name x --debug",
        "az apim show --name @/etc/passwd",
        "az apim show --query=@/etc/passwd",
        "az apim show --name x | sh",
        "az apim show --name x ; id",
        "az apim show --name x > /tmp/y",
        "az login",
        "az interactive",
        "az",
        "/usr/bin/az apim show --name x",
        "../bin/az apim show --name x",
        "bash -c id",
        "cat /etc/passwd",
        "az apim show --name 'open",
        "az resource list --tag x=@/etc/passwd",
        "az resource list --tag=x=@/etc/passwd",
        "az resource list --tag a=b=@/etc/passwd",
        "az resource list --tag 'x=@/etc/passwd'",
        "az resource list --tag x=file:///etc/passwd",
        "az monitor log-analytics query -w w --analytics-query FILE:///etc/passwd",
        "az monitor log-analytics query -w w --analytics-query @q.kql",
        "az apim show -n@/etc/passwd",
        "az apim show --name <(id)",
        "az 'apim show' --name x",
        ""
      })
  void whatIsNotOnTheListIsLeftToPeople(String command) {
    Answer answer = source.ask(ask(new BoundQuery(AzureCliFence.KIND, command, Map.of())));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.NO_SOURCE);
              assertThat(failed.hint()).contains("paste");
            });
  }

  /** Commands that print keys, tokens or connection strings, or the settings that hold them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "acr credential show",
        "aks get-credentials",
        "ad sp credential list",
        "apim api show-secret",
        "apim nv list",
        "apim nv show-secret",
        "appconfig credential list",
        "appconfig kv list",
        "batch account keys list",
        "cognitiveservices account keys list",
        "containerapp env dapr-component show",
        "containerapp revision list",
        "containerapp secret show",
        "containerapp show",
        "cosmosdb keys list",
        "cosmosdb list-connection-strings",
        "eventgrid topic key list",
        "eventhubs namespace authorization-rule keys list",
        "functionapp config appsettings list",
        "functionapp function keys list",
        "functionapp keys list",
        "functionapp list",
        "functionapp show",
        "graph query",
        "iot hub connection-string show",
        "keyvault key download",
        "keyvault secret show",
        "maps account keys list",
        "monitor app-insights api-key show",
        "monitor app-insights component connect-webapp",
        "monitor app-insights component show",
        "monitor log-analytics workspace get-shared-keys",
        "network vpn-connection shared-key show",
        "redis list-keys",
        "relay hyco authorization-rule keys list",
        "resource show",
        "search admin-key show",
        "servicebus namespace authorization-rule keys list",
        "signalr key list",
        "sql db show-connection-string",
        "staticwebapp secrets list",
        "storage account generate-sas",
        "storage account keys list",
        "storage account show-connection-string",
        "vm user list",
        "webapp config appsettings list",
        "webapp config connection-string list",
        "webapp config show",
        "webapp deployment list-publishing-credentials",
        "webapp deployment list-publishing-profiles",
        "webapp list",
        "webapp show"
      })
  void noCommandThatMayPrintASecretIsOnTheList(String path) {
    List<String> words = new ArrayList<>(List.of("az"));
    words.addAll(List.of(path.split(" ")));
    assertThat(AllowList.shipped().refuses(words)).isPresent();
  }

  /** Whatever an operator lets run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubectl get pods -f /etc/passwd",
        "kubectl get pods -f=/etc/passwd",
        "kubectl get pods -f/etc/passwd",
        "kubectl get pods --filename x",
        "kubectl get pods --kubeconfig=/root/.kube/config",
        "kubectl get pods -o custom-columns-file=/etc/passwd",
        "kubectl get pods --output=jsonpath-file=/etc/passwd",
        "curl -d @/etc/passwd",
        "curl -d@/etc/passwd",
        "curl -F a=@/etc/passwd",
        "curl -F a=</etc/passwd",
        "curl --data-urlencode q@/etc/passwd",
        "curl -K /etc/passwd",
        "curl -T/etc/passwd",
        "curl file:///etc/passwd",
        "curl -o /etc/cron.d/x",
        "jq --slurpfile a /etc/passwd",
        "jq --rawfile=a",
        "tool --query-file q.kql",
        "tool --parameters fileb://x"
      })
  void noArgumentNamesAFile(String command) throws IOException {
    String flags =
        "-f --filename --kubeconfig -o --output -d -F --data-urlencode -K -T --slurpfile --rawfile"
            + " --query-file --parameters";
    String commands =
        List.of("kubectl", "curl", "jq", "tool").stream()
            .map(
                name ->
                    name + ":\n  commands:\n    .: " + flags + "\n    get pods: " + flags + "\n")
            .reduce("", String::concat);
    AllowList list =
        AllowList.shipped().with(Files.writeString(folder.resolve("l.yaml"), commands));
    assertThat(list.refuses(List.of("kubectl", "get", "pods", "-o", "wide"))).isEmpty();
    assertThat(list.refuses(List.of("curl", "-o", "/dev/null"))).isEmpty();
    assertThat(list.refuses(List.of(command.split(" ")))).isPresent();
  }

  @Test
  void itsJsonIsRead() throws IOException {
    az("echo '{\"a\": [1, 2.5, null]}'; echo careful >&2; exit 3");
    Answer answer = source.ask(show());
    assertThat(((Answer.Complete) answer).table().rows().get(0).values())
        .containsExactly(
            3L,
            "{\"a\": [1, 2.5, null]}\n",
            "careful\n",
            Map.of("a", new ArrayList<>(Arrays.asList(1L, 2.5, null))));
  }

  @Test
  void itSeesNothingOfTheServersSurroundings() throws IOException {
    az("cat; pwd; env");
    String out =
        (String) ((Answer.Complete) source.ask(show())).table().rows().get(0).values().get(1);
    assertThat(out).contains("AZURE_CONFIG_DIR=" + folder.resolve("azure"));
    assertThat(out).doesNotContain(System.getProperty("user.dir"));
    assertThat(
            out.lines().filter(line -> line.matches("[A-Z_]+=.*")).map(line -> line.split("=")[0]))
        .isSubsetOf(
            "PATH",
            "HOME",
            "LANG",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "_",
            "AZURE_CONFIG_DIR",
            "AZURE_CORE_COLLECT_TELEMETRY",
            "AZURE_CORE_NO_COLOR",
            "AZURE_CORE_DISABLE_PROGRESS_BAR",
            "AZURE_CORE_ONLY_SHOW_ERRORS",
            "AZURE_EXTENSION_USE_DYNAMIC_INSTALL");
  }

  @Test
  void whatItStartedEndsWithIt() throws Exception {
    Path child = folder.resolve("child");
    az("sleep 600 & echo $! > " + child + "; wait");
    Answer answer = source.ask(show("1s"));
    assertThat(((Answer.Failed) answer).kind()).isEqualTo(FailureKind.TIMED_OUT);
    long pid = Long.parseLong(Files.readString(child).strip());
    Optional<ProcessHandle> left = ProcessHandle.of(pid);
    if (left.isPresent()) {
      left.get().onExit().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFloodIsStopped() throws IOException {
    az("yes waymark");
    Answer answer = source.ask(show());
    assertThat(((Answer.Failed) answer).message()).contains("more than 1 MiB");
  }

  @Test
  void anInterruptedOneIsGivenUp() throws Exception {
    az("sleep 600");
    var answers = new LinkedBlockingQueue<Answer>();
    var thread = new Thread(() -> answers.add(source.ask(show())));
    thread.start();
    Thread.sleep(300);
    thread.interrupt();
    Answer answer = answers.poll(5, TimeUnit.SECONDS);
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).kind()).isEqualTo(FailureKind.CANCELLED);
  }

  @Test
  void anOperatorAddsToTheList() throws IOException {
    Path file = Files.writeString(folder.resolve("more.yaml"), "dig:\n  commands:\n    .: -t\n");
    AllowList list = AllowList.shipped().with(file);
    assertThat(list.refuses(List.of("dig", "-t", "A"))).isEmpty();
    assertThat(list.refuses(List.of("dig", "-f", "x"))).isPresent();
    assertThat(list.refuses(List.of("az", "apim", "show", "--name", "x"))).isEmpty();
    assertThat(AllowList.empty().refuses(List.of("az", "apim", "show"))).isPresent();
  }

  private void az(String script) throws IOException {
    Path program = folder.resolve("bin/az");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private static List<String> arguments(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Complete.class);
    String out = (String) ((Answer.Complete) answer).table().rows().get(0).values().get(1);
    return List.of(out.split("\0", -1)).subList(0, (int) out.chars().filter(c -> c == 0).count());
  }

  private static CompiledCheck check(String command) {
    var file = new SourceFile("fence", command);
    var span = new SourceSpan(0, command.length());
    var fence = new Fence(AzureCliFence.KIND, Map.of(), Excerpt.of(file, span), span);
    return new CompiledCheck(fence, List.of(), List.of(), List.of());
  }

  private static Request.Ask show() {
    return show("20s");
  }

  private static Request.Ask show(String timeout) {
    return ask(
        new BoundQuery(AzureCliFence.KIND, "az apim show --name x", Map.of("timeout", timeout)));
  }

  private static Request.Ask ask(BoundQuery query) {
    return new Request.Ask(1, "command", 1, query);
  }
}
