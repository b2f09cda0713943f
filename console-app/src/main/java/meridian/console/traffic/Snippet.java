package meridian.console.traffic;

import meridian.control.Description;

/// Lines that connect a client of one's own to the front door; `key` and address filled in.
enum Snippet {
  /// Any shell.
  CURL("curl") {
    @Override
    String template() {
      return """
      curl -sS BASE/v1/chat/completions \\
        -H 'Authorization: Bearer KEY' \\
        -H 'X-Meridian-Client: SIN' \\
        -H 'Content-Type: application/json' \\
        -d '{"model": "MODEL", "messages":
             [{"role": "user", "content": "Hello"}]}'
      """;
    }
  },
  /// The `openai` package of PyPI.
  PYTHON("Python") {
    @Override
    String template() {
      return """
      from openai import OpenAI

      client = OpenAI(
          base_url="BASE/v1",
          api_key="KEY",
          default_headers={"X-Meridian-Client": "SIN"})
      print(client.chat.completions.create(
          model="MODEL",
          messages=[{"role": "user", "content": "Hello"}],
      ).choices[0].message.content)
      """;
    }
  },
  /// The `openai` package of npm.
  NODE("Node") {
    @Override
    String template() {
      return """
      import OpenAI from "openai";

      const client = new OpenAI({
        baseURL: "BASE/v1",
        apiKey: "KEY",
        defaultHeaders: { "X-Meridian-Client": "SIN" },
      });
      const answer = await client.chat.completions.create({
        model: "MODEL",
        messages: [{ role: "user", content: "Hello" }],
      });
      console.log(answer.choices[0].message.content);
      """;
    }
  };

  private final String title;

  Snippet(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  abstract String template();

  /// The lines for `about`, with `key` written into them.
  String filled(Description about, String key) {
    String model = about.models().isEmpty() ? "gpt-5-mini" : about.models().getFirst();
    return template()
        .replace("BASE", about.frontDoor())
        .replace("KEY", key)
        .replace("MODEL", model)
        .stripTrailing();
  }
}
