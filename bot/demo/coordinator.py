"""Kaisa, who runs the study."""

from datetime import timedelta

from bot.demo.cast import CODE, Card, Member, about
from bot.demo.props import WORKBOOK

PAPER = 120.0
"""Seconds within which a PDF comes."""


class Coordinator(Member):
    """Somebody who runs studies."""

    async def invites(self, role: str, who: str) -> str:
        """Makes a join link in chat and returns it."""
        card = await self.says(f"/invite {role} {who}", "https://t.me/")
        return next(word for word in card.text.split() if word.startswith("https://t.me/"))

    async def creates_study(self, client: str) -> Card:
        """Sends the workbook, looks at what it holds, and creates the study."""
        self._looks_away()
        await self.phone.sends_document(WORKBOOK)
        preview = await self.sees(client, buttons=True)
        return await self.presses("Create study", client, on=preview, buttons=True)

    async def makes_quote(self) -> Card:
        """Asks for a quote and returns the message that carries it."""
        self._looks_away()
        await self.phone.says("/quote")
        return await self._paper("Send to client")

    async def makes_analysis(self) -> Card:
        """Asks for the outcome analysis and returns the message that carries it."""
        chosen = self.words("Analysis")
        card = await self.says("/analysis", lambda card: card.has(chosen))
        await self.presses("Analysis", on=card)
        return await self._paper("Send to client")

    async def _paper(self, button: str) -> Card:
        shown = self.words(button)
        found = await self.stage.telegram.changed.until(lambda: self.answer(lambda card: card.has(shown)), PAPER)
        assert found is not None, f"{self.name} got no paper\n{self.tail()}"
        return found

    async def offers_in_balance(self) -> Card:
        """Hands all open contacts out evenly."""
        card = await self.says("/assign", buttons=True)
        card = await self.presses("All open", on=card)
        card = await self.presses("In balance", on=card)
        return await self.presses("Offer", on=card)

    async def offers_in_open_call(self, code: str) -> Card:
        """Lets the first to accept have a contact."""
        await self.says("/assign", buttons=True)
        card = await self.says(code, code, buttons=True)
        card = await self.presses("Open call", on=card)
        return await self.presses("Offer", on=card)

    async def confirms_alerts(self) -> int:
        """Confirms the critical failures that have been told; returns how many."""
        alerts = self.all_cards("Confirm")
        for alert in alerts:
            await self.stage.passes(timedelta(minutes=11))
            await self.presses("Confirm", on=alert)
        return len(alerts)

    async def returns(self, code: str, metrics: list[str], words: str) -> None:
        """Sends some metrics of a contact back with words."""
        card = await self.presses("Return", about(code), on=await self._opens(code))
        for metric in metrics:
            card = await self.presses(metric, metric, on=card)
            card = await self.says(words, words, unlike=card, buttons=True)
        await self.presses("Return", on=card)

    async def approves(self, code: str) -> None:
        """Reads a contact through and approves it."""
        card = await self._opens(code)
        await self.stage.passes(timedelta(minutes=3))
        await self.presses("Approve", code, on=card)

    async def _opens(self, code: str) -> Card:
        approve = self.words("Approve")
        return await self.says(f"/find {code}", lambda card: card.code == code and card.has(approve))

    async def reads_queue(self) -> Card:
        """Looks at what waits for a review."""
        nothing = self.words("Nothing waits for a review.")
        return await self.says(
            "/review", lambda card: nothing in card.text or len(CODE.findall(" ".join(card.labels))) > 0
        )

    async def approves_unflagged(self) -> Card:
        """Approves at once everything in which nothing is unusual; returns the queue as it then is."""
        queue = await self.reads_queue()
        label = self.words("Approve unflagged")
        if any(shown.startswith(label) for shown in queue.labels):
            await self.presses("Approve unflagged", on=queue)
            return await self.reads_queue()
        return queue
