//! Finding articles by their words.

use std::ops::Range;

use serde::Serialize;

use super::article::{Article, Block, Library};

/// Where in an article the words looked for stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticleHit<'a> {
    /// The article.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The part of it that shows the words; its summary when they stand in none.
    pub excerpt: &'a str,
    /// Where in the excerpt they stand, as byte ranges.
    pub marks: Vec<Range<usize>>,
}

impl Library {
    /// The articles in which every word stands, at the beginning of a word and without regard to
    /// case; those first that have them in more telling places, or are known by just these words.
    /// All articles when there is no word.
    pub fn search(&self, words: &str) -> Vec<ArticleHit<'_>> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let mut hits: Vec<(u32, ArticleHit)> = self
            .articles()
            .iter()
            .filter_map(|article| article.hit(&words))
            .collect();
        hits.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        hits.into_iter().map(|(_, hit)| hit).collect()
    }
}

impl Article {
    fn hit(&self, words: &[String]) -> Option<(u32, ArticleHit<'_>)> {
        let known_by = |text: &String| text.to_lowercase() == words.join(" ");
        let mut weight = 16 * u32::from(self.words.iter().any(known_by));
        for word in words {
            let found = |text: &str| !marks(text, std::slice::from_ref(word)).is_empty();
            let of_block = |block: &Block| match block {
                block if !found(block.text()) => 0,
                Block::Heading(_) => 4,
                Block::Paragraph(_) | Block::Point(_) => 1,
            };
            let in_head = 16 * u32::from(found(&self.title))
                + 8 * u32::from(self.words.iter().any(|word| found(word)))
                + 4 * u32::from(found(&self.summary));
            let here = in_head + self.body.iter().map(of_block).sum::<u32>();
            if here == 0 {
                return None;
            }
            weight += here;
        }
        let texts = self.body.iter().map(Block::text);
        // The earliest of the parts with the most words.
        let excerpt = texts
            .rev()
            .map(|text| (marks(text, words).len(), text))
            .max_by_key(|(n, _)| *n);
        let excerpt = match excerpt {
            Some((n, text)) if n > 0 => text,
            _ => &self.summary,
        };
        let hit = ArticleHit {
            id: &self.id,
            title: &self.title,
            excerpt,
            marks: marks(excerpt, words),
        };
        Some((weight, hit))
    }
}

/// Where words of a text begin with one of the words looked for, in lower case.
fn marks(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut begins = true;
    text.char_indices()
        .filter_map(|(at, c)| {
            let begun = std::mem::replace(&mut begins, !c.is_alphanumeric());
            let rest = &text[at..];
            let end = words
                .iter()
                .filter(|_| begun)
                .filter_map(|word| match_len(rest, word))
                .max()?;
            Some(at..at + end)
        })
        .collect()
}

/// How many bytes of a text are a word, without regard to case, if it begins so.
fn match_len(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars();
    let mut len = 0;
    for c in text.chars() {
        if wanted.as_str().is_empty() {
            break;
        }
        for lower in c.to_lowercase() {
            if wanted.next() != Some(lower) {
                return None;
            }
        }
        len += c.len_utf8();
    }
    (wanted.as_str().is_empty() && len > 0).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> &'static Library {
        Library::built_in()
    }

    #[test]
    fn articles_are_found_by_their_words() {
        for (words, first) in [
            ("ovulation pain", "ovulation-pain"),
            ("mittelschmerz", "ovulation-pain"),
            ("Endometriosis", "endometriosis"),
            ("kegel", "pelvic-floor-and-sacroiliac"),
            ("thermometer", "basal-temperature"),
            ("spotting", "bleeding"),
            ("PEG", "weekly-and-monthly"),
            ("uti", "urinary"),
        ] {
            let hits = library().search(words);
            assert_eq!(hits.first().map(|hit| hit.id), Some(first), "{words}");
        }
        assert!(
            library().search("ovulation zebra").is_empty(),
            "every word has to stand in it"
        );
        assert!(
            library().search("vulation").is_empty(),
            "words are found by their beginning"
        );
        assert_eq!(library().search("").len(), library().articles().len());
    }

    /// What people ask, in the words they use.
    #[test]
    fn what_people_ask_is_found_by_the_words_they_use() {
        let mut missed = Vec::new();
        for (asked, first) in [
            ("blue balls", "without-orgasm"),
            ("aching without orgasm", "without-orgasm"),
            ("psoas", "pain-at-ejaculation"),
            ("vasectomy", "pain-at-ejaculation"),
            ("prostatectomy", "pain-at-ejaculation"),
            ("pudendal nerve", "pudendal-nerve"),
            ("sciatica period", "leg-pain-with-the-period"),
            ("leg pain period", "leg-pain-with-the-period"),
            ("ibuprofen trying", "painkillers-and-pregnancy"),
            ("ibuprofen conceive", "painkillers-and-pregnancy"),
            ("pregnancy test", "when-to-test"),
            ("missed pill", "when-to-test"),
            ("morning after", "when-to-test"),
            ("bleeding after sex", "bleeding-after-sex"),
            ("bled once sex", "bleeding-after-sex"),
            ("pee after sex", "cystitis-after-sex"),
            ("cystitis sex", "cystitis-after-sex"),
            ("fibroid", "fibroids-cysts-adenomyosis"),
            ("cyst", "fibroids-cysts-adenomyosis"),
            ("adenomyosis", "fibroids-cysts-adenomyosis"),
            ("tilted womb", "fibroids-cysts-adenomyosis"),
            ("kidney stone", "kidney-or-back"),
            ("kidney back", "kidney-or-back"),
            ("hernia", "kidney-or-back"),
            ("iud", "coil"),
            ("coil", "coil"),
            ("pgp", "pregnancy-and-pain"),
            ("sex in pregnancy", "pregnancy-and-pain"),
            ("postpartum", "after-a-birth"),
            ("breastfeeding", "after-a-birth"),
            ("caesarean", "after-a-birth"),
            ("hysterectomy", "hysterectomy"),
            ("dryness", "dryness-and-pain-at-the-entrance"),
            ("vaginismus", "dryness-and-pain-at-the-entrance"),
            ("vulvodynia", "dryness-and-pain-at-the-entrance"),
            ("constipation", "bowel"),
            ("ibs", "bowel"),
            ("erectile dysfunction", "erection-loss"),
            ("erection", "erection-loss"),
            ("priapism", "erection-loss"),
            ("sex headache", "headache-with-sex"),
            ("thunderclap", "headache-with-sex"),
            ("shaking legs", "numb-after-orgasm"),
            ("numb orgasm", "numb-after-orgasm"),
            ("pms", "before-the-period"),
            ("pmdd", "before-the-period"),
            ("suicide", "mood-and-lasting-pain"),
            ("depression", "mood-and-lasting-pain"),
        ] {
            let found = library().search(asked).first().map(|hit| hit.id);
            if found != Some(first) {
                missed.push((asked, found));
            }
        }
        assert!(missed.is_empty(), "{missed:?}");
    }

    /// What people complain of most, in their words, and what is to be among the first three.
    const COMPLAINTS: &[(&str, &str)] = &[
        ("prostate", "prostatitis"),
        ("dry", "dryness-and-pain-at-the-entrance"),
        ("vaginal dryness", "dryness-and-pain-at-the-entrance"),
        ("dryness menopause", "dryness-and-pain-at-the-entrance"),
        ("ejaculation", "pain-at-ejaculation"),
        ("painful ejaculation", "pain-at-ejaculation"),
        ("leg pain ejaculation", "pain-at-ejaculation"),
        ("womb", "fibroids-cysts-adenomyosis"),
        ("womb pain", "period-pain"),
        ("back pain after sex", "pain-after-orgasm"),
        ("lower back pain after sex", "pain-after-orgasm"),
        ("back pain after orgasm", "pain-after-orgasm"),
        ("cramps after orgasm", "pain-after-orgasm"),
        ("back pain masturbation", "pain-after-orgasm"),
        ("pain during sex", "dryness-and-pain-at-the-entrance"),
        ("painful sex", "dryness-and-pain-at-the-entrance"),
        ("burning sex", "dryness-and-pain-at-the-entrance"),
        ("tight", "dryness-and-pain-at-the-entrance"),
        ("deep pain sex", "endometriosis"),
        ("painful intercourse", "dryness-and-pain-at-the-entrance"),
        ("blue balls", "without-orgasm"),
        ("period pain", "period-pain"),
        ("back pain period", "period-pain"),
        ("cramps", "period-pain"),
        ("heavy period", "bleeding"),
        ("heavy bleeding", "bleeding"),
        ("spotting", "bleeding"),
        ("clots", "bleeding"),
        ("ovulation pain", "ovulation-pain"),
        ("one sided pain", "ovulation-pain"),
        ("mid-cycle pain", "ovulation-pain"),
        ("implantation cramps", "implantation"),
        ("late period", "when-to-test"),
        ("bled after sex", "bleeding-after-sex"),
        ("burning pee", "urinary"),
        ("uti after sex", "cystitis-after-sex"),
        ("blood in urine", "urinary"),
        ("kidney pain", "kidney-or-back"),
        ("fibroids", "fibroids-cysts-adenomyosis"),
        ("cysts", "fibroids-cysts-adenomyosis"),
        ("ovarian cyst", "fibroids-cysts-adenomyosis"),
        ("sciatica", "disc-and-nerve-root"),
        ("slipped disc", "disc-and-nerve-root"),
        ("tailbone", "pelvic-floor-and-sacroiliac"),
        ("coccyx", "bowel"),
        ("pelvic floor", "pelvic-floor-and-sacroiliac"),
        ("si joint", "pelvic-floor-and-sacroiliac"),
        ("numb saddle", "disc-and-nerve-root"),
        ("testicle pain", "prostatitis"),
        ("perineum", "prostatitis"),
        ("penis pain", "prostatitis"),
        ("pain sitting", "pudendal-nerve"),
        ("hot flushes", "age-and-hormones"),
        ("menopause", "age-and-hormones"),
        ("hrt", "age-and-hormones"),
        ("testosterone", "age-and-hormones"),
        ("pregnant back pain", "pregnancy-and-pain"),
        ("after birth", "after-a-birth"),
        ("mirena", "coil"),
        ("thrush", "dryness-and-pain-at-the-entrance"),
        ("piles", "bowel"),
        ("rectal pain", "bowel"),
        ("endo", "endometriosis"),
        ("infertility", "endometriosis"),
        ("low libido", "talking-with-a-partner"),
        ("afraid of sex", "talking-with-a-partner"),
        ("discharge", "pid"),
        ("mood swings", "before-the-period"),
        ("headache orgasm", "headache-with-sex"),
        ("cannot pee", "when-to-see-whom"),
        ("cancer", "bleeding-after-sex"),
        ("ibuprofen", "treatments-compared"),
    ];

    #[test]
    fn common_complaints_are_found_by_the_words_people_use() {
        let mut missed = Vec::new();
        for (asked, meant) in COMPLAINTS {
            let hits = library().search(asked);
            if !hits.iter().take(3).any(|hit| hit.id == *meant) {
                missed.push((asked, meant));
            }
        }
        assert!(missed.is_empty(), "{missed:?}");
    }

    #[test]
    fn a_hit_shows_where_the_words_stand() {
        for words in ["implantation", "fertile mucus", "é", "ß", "İ"] {
            for hit in library().search(words) {
                for mark in &hit.marks {
                    let found = hit.excerpt[mark.clone()].to_lowercase();
                    assert!(words.split(' ').any(|word| found == word), "{found}");
                }
            }
        }
        let hits = library().search("dip temperature");
        let hit = hits.iter().find(|hit| hit.id == "implantation").unwrap();
        assert!(hit.excerpt.contains("A dip in temperature"), "{hit:?}");
        assert!(hit.marks.len() >= 2);
    }
}
