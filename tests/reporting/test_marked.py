import time

from nusaner.reporting.marked import draw_text


def test_layers_may_cross_the_bounds_of_entities():
    text = "Separatis Armenia kalah."
    html = draw_text(text, [(10, 17, "GPE", "#ccc")], evidence=[(0, 14, "against", "armenia AGAINST")])
    assert html == (
        '<span class="ev against" title="armenia AGAINST">Separatis </span><mark style="background:#ccc">'
        '<span class="ev against" title="armenia AGAINST">Arme</span>nia<b>GPE</b></mark> kalah.'
    )


def test_quotations_and_furniture():
    html = draw_text('Baca juga: X\n"Ya," katanya.', [], quotes=[(13, 18)], main=[(13, 27)])
    assert html.startswith('<span class="aside">Baca juga: X<br></span>')
    assert '<span class="quote">&quot;Ya,&quot;</span> katanya.' in html


def test_text_of_a_user_cannot_bring_markup():
    assert "<script>" not in draw_text("<script>alert(1)</script>", [(0, 8, "ORG", "#ccc")])
    assert draw_text("", []) == ""


def test_adjacent_entities_close_in_order():
    html = draw_text("BakuGanja", [(0, 4, "GPE", "#1"), (4, 9, "GPE", "#2")])
    assert html.count("<mark") == html.count("</mark>") == 2
    assert html.index("</mark>") < html.rindex("<mark")


def test_many_marks_take_linear_time():
    text = "Baku " * 100_000
    spans = [(i * 5, i * 5 + 4) for i in range(100_000)]
    started = time.perf_counter()
    draw_text(text, [(a, b, "GPE", "#c") for a, b in spans], quotes=spans, main=spans)
    assert time.perf_counter() - started < 30
