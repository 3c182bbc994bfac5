"""Kanji that JIS X 0208 puts among the rare ones of level 2, and that people do write.

Names keep old forms (渡邊, 瀧澤, 國學院); the list of common kanji of 2010 took in others (鬱, 彙, 瘍).
Sources: 常用漢字表 (平成22年内閣告示第2号) with its old forms in parentheses; 人名用漢字, 戸籍法施行規則
別表第二. Of both only what stands in level 2.
"""

from __future__ import annotations

WRITTEN_OF_LEVEL_2 = frozenset(
    "丼乘亂豫亞佛侑來俐假會傲傳僞價儉兒兩凉凛處凰刹剩劍劑辨勁勞勳勵勸區卷參雙哺單喩嗅營嘲嚴囑圈國"
    "圍圓團圖毀壞墮壓壘壤壯壺壹壽奎奧奬孃學實寢寫寶將專對屆屬峽嶌崚嶽巖已帶廣廢廳彈彌彗彙徑從徠恆"
    "恣惧惡惠惺惱愼慄慘憬應懷戀戰戲拔擔拜拂拉挾搜插搖攝摯據擇擧擴收效敕敍數變斷昊昴晏晄晝晨晟暉曉"
    "曖曵霸檜栞條梛棧楷椰榮樂權樞樣樓橙檢櫂櫻鬱盜歐歡歸殘殼毆毬氣沒洸洵淨淺渾滿溪滉漱滯澁潛澤澪濟"
    "濕濱灣煌燒燎燿爐爭爲犧狹默獨獸獵獻珈珀琥瑶璧瓣畫當疊瘍癡發皓盡眞眸碎祕祿齋禪禮稟稱稻穗穩穰竊"
    "竝笙箋籠粹絆絲經綺總綸緻縣縱繪繩繼續纖缺罐羞羚翔飜聲聽肅脩腦膽臟臺與舊舖艷苺茉莖莊莉菫萠萬薔"
    "薇蕾藏藝藥號螢蟲蠶蠻衞裝覺覽觀觸訃詢諄諧謠證譯譽讀讓豐貪貳賣贊赳踐踪輕轉辣辭辯迪逞遞隨遲邊邉"
    "醉醫釀釉釋錮錢鎭鐵鑄鑛關陷險隱隸雜靈靜頌顯颯餘騷驅驍驛驗髓體髮鷄鹽麒麥黎點黨齊齒齡堯槇遙凜熙"
)
