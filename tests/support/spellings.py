# How tools and people call themselves in Git: names and addresses as they stand in public histories,
# each tool with where it was seen, and people who could be taken for tools, with why.
# Must not know: how tools are told.
"""List spellings of tools and of people."""

from __future__ import annotations

from typing import NamedTuple


class Spelling(NamedTuple):
    """A name with its address, as `Name <address>`."""

    who: str
    ai: bool
    source: str


AI = (
    ("Claude <noreply@anthropic.com>", "anthropics/claude-code#29999"),
    ("Claude Opus 4.8 <noreply@anthropic.com>", "microsoft/vscode#313064"),
    ("Claude Sonnet 4.6 (1M context) <noreply@anthropic.com>", "plans in public repositories"),
    ("goose <NoReply@Anthropic.com>", "another tool with that model, in public histories"),
    ("claude[bot] <209825114+claude[bot]@users.noreply.github.com>", "chaoss/disclosure"),
    ("claude[bot] <41898282+claude[bot]@users.noreply.github.com>", "vllm change log"),
    ("Copilot <198982749+Copilot@users.noreply.github.com>", "gui-cs/Terminal.Gui cb8aec7de9"),
    ("Copilot <223556219+Copilot@users.noreply.github.com>", "microsoft/vscode#309951"),
    ("copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>", "github-mcp-server"),
    ("GitHub Copilot <copilot@github.com>", "VS Code, git.addAICoAuthor"),
    (
        "Copilot Autofix powered by AI"
        " <62310815+github-advanced-security[bot]@users.noreply.github.com>",
        "apache/arrow 43751939f2",
    ),
    ("Cursor Agent <cursoragent@cursor.com>", "storybookjs/storybook 7fe9e88a55"),
    ("Cursor <199161495+cursoragent@users.noreply.github.com>", "public change logs"),
    ("cursor[bot] <206951365+cursor[bot]@users.noreply.github.com>", "chaoss/disclosure"),
    ("aider (gpt-4o) <aider@aider.chat>", "Aider-AI/aider, repo.py"),
    ("aider (anthropic/claude-sonnet-4) <noreply@aider.chat>", "Aider-AI/aider#4226"),
    (
        "Devin AI <158243242+devin-ai-integration[bot]@users.noreply.github.com>",
        "feast-dev/feast 99f4004764",
    ),
    (
        "google-labs-jules[bot] <161369871+google-labs-jules[bot]@users.noreply.github.com>",
        "pksunkara/cargo-workspaces 17b5467d51",
    ),
    ("Codex <noreply@openai.com>", "openai/codex#11617"),
    ("GPT 5.5 <codex@openai.com>", "gitbutlerapp/gitbutler, .mailmap"),
    (
        "gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com>",
        "firebase/firebase-ios-sdk 8f858bd6cb",
    ),
    ("Gemini CLI <gemini-cli@google.com>", "google-gemini/gemini-cli, gitService.ts"),
    ("Gemini 3 Pro <noreply@google.com>", "public histories"),
    ("Codex <codex@example.com>", "openai/codex#18095, its default identity"),
    ("openhands <openhands@all-hands.dev>", "OpenHands/OpenHands, settings.ts"),
    ("Amp <amp@ampcode.com>", "jackin-project/jackin#138"),
    ("opencode <noreply@opencode.ai>", "RedHatProductSecurity/ai-guardian b62884bcb6"),
    ("Oz <oz-agent@warp.dev>", "warpdotdev/warp#9215"),
    ("Qwen-Coder <qwen-coder@alibabacloud.com>", "QwenLM/qwen-code, config.ts"),
    ("Claude", "a trailer without an address, public histories"),
)
"""Assistants."""
PLAIN = (
    (
        "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>",
        "actions/checkout, README",
    ),
    ("GitHub Action <action@github.com>", "workflows in public repositories"),
    ("github-actions <github-actions@github.com>", "autoware change logs"),
    ("dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>", "public events"),
    ("dependabot-preview[bot] <support@dependabot.com>", "ExtendRealityLtd change logs"),
    ("renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>", "public change logs"),
    ("Renovate Bot <bot@renovateapp.com>", "renovatebot/renovate, default gitAuthor"),
    (
        "pre-commit-ci[bot] <66853113+pre-commit-ci[bot]@users.noreply.github.com>",
        "autoware change logs",
    ),
    ("semantic-release-bot <semantic-release-bot@martynus.net>", "semantic-release, constants.js"),
    (
        "Kubernetes Prow Robot <20407524+k8s-ci-robot@users.noreply.github.com>",
        "kubernetes/kubernetes",
    ),
    ("Weblate <noreply@weblate.org>", "WeblateOrg/weblate"),
    ("Hosted Weblate <hosted@weblate.org>", "docs.weblate.org, code hosting"),
    ("Crowdin Bot <support+bot@crowdin.com>", "crowdin/github-action, README"),
    ("translatewiki.net <l10n-bot@translatewiki.net>", "Wikimedia's Zuul"),
    ("release token <project_702_bot_8f3c@noreply.gitlab.harbour.test.org>", "gitlab#391434"),
    ("deployer <group12_bot2@noreply.gitlab.harbour.test.org>", "gitlab#391434"),
    ("our-own-app[bot] <77+our-own-app[bot]@users.noreply.github.com>", "any app of GitHub"),
    ("gitea-actions <teabot@gitea.io>", "go-gitea/gitea, user_system.go"),
    ("Snyk bot <snyk-bot@snyk.io>", "docs.snyk.io"),
)
"""Machines that are no assistants."""
TOOLS = (
    *(Spelling(who, True, source) for who, source in AI),
    *(Spelling(who, False, source) for who, source in PLAIN),
)
PEOPLE = (
    ("Claude <claude@harbour.test.org>", "a colleague called just so, at a company's address"),
    ("Claude Paroz <claude@2xlibre.test.net>", "a first name"),
    ("Claude Opus <c.opus@harbour.test.org>", "a family name; the address is personal"),
    (
        "Claude <81847+claude@users.noreply.github.com>",
        "a person's account from before there was one",
    ),
    ("Jean-Claude Code <jcc@harbour.test.org>", "two words of a tool within a name"),
    ("Devin <devin@harbour.test.org>", "a first name"),
    ("Devin Robinson <devin.robinson@harbour.test.org>", "a first name"),
    ("Jules <jules@harbour.test.org>", "a first name"),
    ("Jules Verne <12+jverne@users.noreply.github.com>", "an account of GitHub"),
    ("Aider Zubizarreta <aider@harbour.test.org>", "a Basque first name"),
    ("Cody Amp <cody@harbour.test.org>", "a first name and a family name"),
    ("Junie B. Jones <junie@harbour.test.org>", "a first name"),
    ("Greg Abbott <greg@harbour.test.org>", "ends as bot does"),
    ("Annika Botha <annika.botha@harbour.test.org>", "begins as bot does"),
    ("Talbot Roboter <robot.t@harbour.test.org>", "robot within a family name"),
    ("Bot Chan <bot.chan@harbour.test.org>", "a name that is a word for a machine elsewhere"),
    ("Ana Reyes (aider) <ana@harbour.test.org>", "aider writes so behind its user's name"),
    ("kindercat <kindercat@users.noreply.weblate.harbour.test.org>", "a translator on Weblate"),
    ("copilot <7-copilot@users.noreply.gitlab.harbour.test.org>", "an account of another forge"),
    ("Boris <boris@anthropic.com>", "who works where a tool is made"),
    ("Renata Renovate <renata@renovateapp.com>", "who works where a tool is made"),
    (
        "Nodir <41898282+nodir-k@users.noreply.github.com>",
        "the number of an app, copied by mistake",
    ),
)
"""People who could be taken for tools."""
