//! The evidence for a term, as numbers, and how much each of them counts.

/// How many signs there are.
pub const SIGNS: usize = Sign::ALL.len();

/// One row of numbers: the evidence for one term.
pub type Row = [f32; SIGNS];

/// One sort of evidence for a term. Shares are taken over posts, roots because a few posts already say much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Logarithm of the number of other posts that carry it.
    Frequency,
    /// Its name stands in the title.
    Title,
    /// In the description.
    Description,
    /// In the path.
    Path,
    /// In a heading.
    Heading,
    /// In the body.
    Body,
    /// Logarithm of how often it stands in the body.
    BodyTimes,
    /// How early it stands in the body.
    Early,
    /// The share of its name's words that stand in the title, by rarity.
    TitlePart,
    /// The same anywhere.
    AnyPart,
    /// Its name stands somewhere: the share of such posts that carry it.
    Trust,
    /// Its name stands in the title: the same share.
    TitleTrust,
    /// Its name stands somewhere: how rare that is.
    Rarity,
    /// Root of its share among the 8 most similar posts.
    Near,
    /// Among the 30 most similar posts.
    NearWide,
    /// The similarity of the most similar post that carries it.
    Nearest,
    /// Root of its share among the posts that speak of the words of the title.
    TitleNear,
    /// How similar the posts that carry it are, all of them together.
    Centre,
    /// The largest share of posts with some word of this one that carry it.
    WordMost,
    /// How much more often it comes with the words of this post than without.
    WordSum,
    /// The largest share of posts with some chosen term that carry it.
    WithMost,
    /// How much more often it comes with the chosen terms than without.
    WithMean,
    /// Root of its share among the posts that share most terms.
    SameTerms,
    /// Root of its share among the posts that are similar and share terms.
    NearAndSame,
    /// Root of the largest share of posts with some value of this post's metadata that carry it.
    FactMost,
    /// How much more often it comes with this post's metadata than without.
    FactMean,
    /// Its share among the posts of the same time.
    Time,
    /// Its share among the posts right before.
    TimeBefore,
    /// Logarithm of the months to the nearest post in time that carries it.
    Gap,
    /// Root of the share of posts with the term before the slot that have it next.
    Follows,
    /// The same for the term after the slot, and the one before it.
    Precedes,
    /// [`Sign::Trust`] times [`Sign::NearAndSame`]: two signs together say less, or more, than their sum.
    TrustAndNear,
    /// [`Sign::AnyPart`] times [`Sign::NearWide`].
    PartAndNear,
    /// [`Sign::WithMost`] times [`Sign::NearWide`].
    WithAndNear,
    /// [`Sign::WithMost`] times [`Sign::Trust`].
    WithAndTrust,
    /// [`Sign::Time`] times [`Sign::NearWide`].
    TimeAndNear,
}

impl Sign {
    /// All signs, in the order of a [`Row`], with their weights. Chosen by `tests/ranking/fit.py`.
    pub const ALL: [(Sign, f32); 36] = [
        (Sign::Frequency, -0.085),
        (Sign::Title, 0.026),
        (Sign::Description, 1.626),
        (Sign::Path, 0.443),
        (Sign::Heading, 0.300),
        (Sign::Body, -0.401),
        (Sign::BodyTimes, 0.330),
        (Sign::Early, 0.882),
        (Sign::TitlePart, 0.816),
        (Sign::AnyPart, 1.031),
        (Sign::Trust, 2.031),
        (Sign::TitleTrust, 0.795),
        (Sign::Rarity, 0.252),
        (Sign::Near, 1.347),
        (Sign::NearWide, 2.642),
        (Sign::Nearest, -0.392),
        (Sign::TitleNear, 0.385),
        (Sign::Centre, 0.738),
        (Sign::WordMost, 0.701),
        (Sign::WordSum, -1.299),
        (Sign::WithMost, 1.881),
        (Sign::WithMean, 0.506),
        (Sign::SameTerms, 0.962),
        (Sign::NearAndSame, 2.424),
        (Sign::FactMost, -0.029),
        (Sign::FactMean, 0.180),
        (Sign::Time, 0.176),
        (Sign::TimeBefore, -0.152),
        (Sign::Gap, -0.225),
        (Sign::Follows, 3.147),
        (Sign::Precedes, 3.298),
        (Sign::TrustAndNear, -2.998),
        (Sign::PartAndNear, -1.742),
        (Sign::WithAndNear, -3.569),
        (Sign::WithAndTrust, -0.755),
        (Sign::TimeAndNear, 0.793),
    ];
}

/// The signs that are two others, multiplied.
pub const PRODUCTS: [(Sign, Sign, Sign); 5] = [
    (Sign::TrustAndNear, Sign::Trust, Sign::NearAndSame),
    (Sign::PartAndNear, Sign::AnyPart, Sign::NearWide),
    (Sign::WithAndNear, Sign::WithMost, Sign::NearWide),
    (Sign::WithAndTrust, Sign::WithMost, Sign::Trust),
    (Sign::TimeAndNear, Sign::Time, Sign::NearWide),
];

/// The score of a row.
pub fn score(row: &Row) -> f32 {
    row.iter().zip(Sign::ALL).map(|(value, (_, weight))| value * weight).sum()
}

/// The score of a term that only unsaved posts carry.
pub fn score_of_unknown(posts: u32) -> f32 {
    let mut row = [0.0; SIGNS];
    row[Sign::Frequency as usize] = (posts as f32).ln_1p();
    score(&row)
}

/// Rows for all terms of a site.
pub struct Rows(Vec<Row>);

impl Rows {
    /// Rows without evidence.
    pub fn new(terms: usize) -> Rows {
        Rows(vec![[0.0; SIGNS]; terms])
    }

    /// The score of each term.
    pub fn scores(&self) -> Vec<f32> {
        self.0.iter().map(score).collect()
    }

    /// The row of a term.
    pub fn row(&self, term: u32) -> Option<&Row> {
        self.0.get(term as usize)
    }

    /// What one sign says of a term.
    pub fn get(&self, term: u32, sign: Sign) -> f32 {
        self.row(term).map_or(0.0, |row| row[sign as usize])
    }

    /// Adds to what one sign says of a term.
    pub fn add(&mut self, term: u32, sign: Sign, value: f32) {
        if let Some(row) = self.0.get_mut(term as usize) {
            row[sign as usize] += value;
        }
    }

    /// Raises what one sign says of a term to `value`.
    pub fn raise(&mut self, term: u32, sign: Sign, value: f32) {
        if let Some(row) = self.0.get_mut(term as usize) {
            row[sign as usize] = row[sign as usize].max(value);
        }
    }

    /// Changes what one sign says of every term.
    pub fn map(&mut self, sign: Sign, change: impl Fn(f32) -> f32) {
        for row in &mut self.0 {
            row[sign as usize] = change(row[sign as usize]);
        }
    }
}
