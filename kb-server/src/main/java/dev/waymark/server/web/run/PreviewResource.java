package dev.waymark.server.web.run;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.server.web.run.AnswerView.*;
import dev.waymark.server.web.run.FactsView.*;
import dev.waymark.server.web.run.RunPageView.*;
import dev.waymark.server.web.run.StepView.*;
import dev.waymark.server.web.shell.*;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.*;
import java.time.Instant;
import java.util.*;

@Path("/help/preview/{kind}")
@Produces("text/html")
public class PreviewResource {
  private final Moments moments;

  PreviewResource(Moments moments) {
    this.moments = moments;
  }

  @GET
  @PermitAll
  public TemplateInstance preview(String kind) {
    Moment opened = moments.of(Instant.now().minusSeconds(760));
    Moment asked = moments.of(Instant.now().minusSeconds(32));
    String kql =
        "ApiManagementGatewayLogs\n| where TimeGenerated > ago(window)\n| where _ResourceId =~ apim and ResponseCode == 502\n// what the gateway itself says was wrong\n| extend Reason = tostring(LastErrorReason), Backend = tostring(parse_url(BackendUrl).Host)\n| summarize Failures = count(), P95 = percentile(BackendTime, 95) by Reason, Backend\n| order by Failures desc";
    var rows = new ArrayList<List<CellView>>();
    String[][] data = {
      {"Timeout", "orders.internal.contoso.com", "1204", "20011"},
      {"BackendConnectionFailure", "orders.internal.contoso.com", "88", "21003"},
      {"ClientConnectionFailure", "", "3", "412"},
      {"Timeout", "billing.internal.contoso.com", "2", "20004"}
    };
    for (String[] d : data) {
      rows.add(
          List.of(
              new CellView(d[0], false),
              new CellView(d[1], false),
              new CellView(d[2], true),
              new CellView(d[3], true)));
    }
    var answer =
        new AnswerView(
            "complete",
            "",
            "",
            "scenario backend-timeout",
            true,
            Optional.of(asked),
            "0 ms",
            List.of(
                new ColumnView("Reason", false),
                new ColumnView("Backend", false),
                new ColumnView("Failures", true),
                new ColumnView("P95", true)),
            rows,
            4,
            1,
            "",
            "",
            "/incidents/142/answers/1/3",
            "",
            List.of());
    var query =
        new QueryView(
            CodeView.of(FenceKind.KQL, kql),
            Optional.of(
                CodeView.of(
                    FenceKind.KQL,
                    "let window = 1h;\nlet apim = \"/subscriptions/0000/…\";\n" + kql)),
            kind.equals("failed")
                ? new AnswerView(
                    "failed",
                    "Log Analytics took longer than 20 s.",
                    "Shorten the window, or ask again in a minute.",
                    "Log Analytics",
                    false,
                    Optional.of(asked),
                    "20.0 s",
                    List.of(),
                    List.of(),
                    0,
                    1,
                    "",
                    "",
                    "",
                    "",
                    List.of("03:12 UTC: timed out"))
                : answer);
    var patterns =
        List.of(
            new PatternView(
                1, "healthy", "rows.size() == 0", "No 502 in the window", "no", "rows.size() is 4"),
            new PatternView(
                2,
                "degraded",
                "rows[0].Reason == \"Timeout\" && rows[0].P95 > 20000",
                "The backend is <strong>slower</strong> than the gateway waits",
                kind.equals("failed") ? "failed" : "held",
                "rows[0].Reason is \"Timeout\", rows[0].P95 is 20011"),
            new PatternView(
                3,
                "failed",
                "rows[0].Reason == \"BackendConnectionFailure\"",
                "The gateway can’t reach the backend",
                "not tried",
                ""),
            new PatternView(4, "unknown", "", "Something else failed", "not tried", ""));
    var branches =
        List.of(
            new BranchView(0, 1, "healthy", "Nothing wrong any more", "No 502 in the window"),
            new BranchView(
                1,
                2,
                "degraded",
                "Is the backend slow for everybody?",
                "The backend is <strong>slower</strong> than the gateway waits"),
            new BranchView(
                2, 3, "failed", "Can the gateway reach it?", "The gateway can’t reach the backend"),
            new BranchView(
                3, 4, "unknown", "Check the backend’s certificate", "Something else failed"));
    boolean failed = kind.equals("failed");
    StepView step =
        switch (kind) {
          case "question" ->
              new StepView(
                  3,
                  "changed",
                  "Did anybody change the backend today?",
                  "question",
                  "<p>A deployment in the last two hours explains more of these than anything else. Ask in the team’s channel before you go on.</p>",
                  true,
                  Optional.empty(),
                  List.of(),
                  "",
                  "",
                  false,
                  Optional.empty(),
                  List.of(),
                  List.of(
                      new OptionView(
                          0, 1, "Yes", "The change is the first suspect", "Recent change"),
                      new OptionView(
                          1, 2, "No, or nobody knows", "Look at the network next", "Network")),
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of());
          case "action" ->
              new StepView(
                  6,
                  "raise",
                  "Raise the timeout",
                  "action",
                  "<p>Give the backend the time that it needs, as long as callers wait that long.</p>",
                  true,
                  Optional.empty(),
                  List.of(),
                  "",
                  "",
                  false,
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  List.of(),
                  Optional.of(
                      new ChecklistView(
                          "change",
                          List.of(
                              new ItemView(
                                  0,
                                  "<p>Tell the team that the policy changes</p>",
                                  true,
                                  List.of()),
                              new ItemView(
                                  1,
                                  "<p>Set <code>timeout</code> in the backend section of the policy</p>",
                                  false,
                                  List.of(
                                      CodeView.plain(
                                          "xml",
                                          "<forward-request timeout=\"60\" fail-on-error-status-code=\"true\" />"))),
                              new ItemView(
                                  2,
                                  "<p>Wait a minute until it’s live in every region</p>",
                                  false,
                                  List.of())),
                          1,
                          true,
                          true)),
                  Optional.empty(),
                  List.of(),
                  List.of());
          case "cause" ->
              new StepView(
                  5,
                  "slow",
                  "The backend is slower than the timeout",
                  "cause",
                  "<p>The gateway gives up after 20 seconds while the backend still works on the request.</p>",
                  true,
                  Optional.empty(),
                  List.of(),
                  "",
                  "",
                  false,
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  List.of(
                      new ResolutionView("raise", "Raise the timeout", "change"),
                      new ResolutionView("scale", "Scale the backend out", "change")),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of());
          default ->
              new StepView(
                  3,
                  "which-backends-fail",
                  "Which backends fail, and how?",
                  "query",
                  "<p>One backend points at that backend; all of them point at the gateway or the network. The gateway writes into <code>LastErrorReason</code> what it saw itself.</p>",
                  true,
                  Optional.of(query),
                  patterns,
                  failed ? "There is no answer." : "",
                  "",
                  true,
                  failed ? Optional.empty() : Optional.of(branches.get(1)),
                  failed ? branches : List.of(branches.get(0), branches.get(2), branches.get(3)),
                  List.of(),
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of());
        };
    return RunResource.Templates.run(
        new RunPageView(
            new Head(
                142,
                "API Management returns 502 Bad Gateway",
                "apim-502-bad-gateway",
                "API Management returns 502 Bad Gateway",
                "sev2",
                "open",
                "backend-timeout",
                "",
                "",
                opened,
                "12 min",
                Optional.empty()),
            List.of(),
            List.of(
                new TrailStop(
                    1,
                    "scope",
                    "How far does it reach?",
                    "degraded",
                    "Which API fails?",
                    false,
                    false,
                    false),
                new TrailStop(
                    2,
                    "which-api",
                    "Which API fails?",
                    "failed",
                    "Which backends fail, and how?, not the proposed “Is it the region?”: the region is fine, we looked",
                    true,
                    false,
                    false),
                new TrailStop(3, step.id(), step.title(), "here", "", false, true, true)),
            step,
            new FactsView(
                List.of(
                    new Value("workspace", "8c5d3b5e-6a53-4a4c-9a2f-52c3b0e4f4a1"),
                    new Value(
                        "apim",
                        "/subscriptions/0000/resourceGroups/rg-api/providers/Microsoft.ApiManagement/service/contoso"),
                    new Value("window", "1h")),
                List.of(new Value("backend", "orders.internal.contoso.com")),
                List.of(
                    new Due(
                        "API platform on call",
                        "Customers are affected",
                        moments.of(Instant.now().plusSeconds(1040)),
                        false)),
                List.of("anna", "marek"),
                List.of(
                    new Note(
                        "anna",
                        asked,
                        "note",
                        "Orders team says that a batch job began at 03:00.",
                        "How far does it reach?"))),
            true,
            kind.equals("newer"),
            Optional.empty(),
            "",
            3,
            "k"));
  }
}
